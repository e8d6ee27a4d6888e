package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/safe/deed"
	"mpool/internal/safe/worth"
	"mpool/internal/text"
	"mpool/internal/units"
)

// beginsWith are the tokens that a new pool gets by its creation or its first join; none of other calls.
func beginsWith(c Call) []common.Address {
	switch d := c.does.(type) {
	case deed.Create:
		return slices.Clone(d.Tokens)
	case deed.Join:
		if d.Way == deed.FirstJoin {
			return slices.DeleteFunc(slices.Clone(d.Assets), func(a common.Address) bool {
				return a == common.Address{} || a == deed.PoolOf(d.Pools[0]) // the coin, and the pool's own BPT
			})
		}
	}
	return nil
}

// knowTokens finds which tokens of new pools the user knows: by an address in --price, by a feed that the
// configuration names by the address, or because another named pool, one with BPT, holds them.
func knowTokens(c *Checker, given worth.Prices) {
	c.tokensKnown = map[common.Address]bool{}
	for _, call := range c.View.Calls {
		for _, token := range beginsWith(call) {
			c.tokensKnown[token] = given.Names(token) || c.By.Feeds.Feeds(c.View.NodeChain, token) || heldBy(c.trusted, token)
		}
	}
}

// heldBy says that a pool with BPT holds a token.
func heldBy(pools []*ops.Snapshot, token common.Address) bool {
	return slices.ContainsFunc(pools, func(s *ops.Snapshot) bool {
		return !s.Supply.Actual.Raw.IsZero() && slices.ContainsFunc(s.Tokens, func(t ops.Token) bool { return t.Address == token })
	})
}

// begins refuses a new pool with tokens that the user does not know: who has enough of one of them can buy
// the others, and a symbol proves nothing.
func (k knownAddresses) begins(c Call) []ops.Finding {
	all := beginsWith(c)
	unknown := slices.DeleteFunc(slices.Clone(all), func(token common.Address) bool { return k.vouched[token] })
	if len(unknown) == 0 {
		return nil
	}
	first, other := unknown[0], all[0]
	if other == first && len(all) > 1 {
		other = all[1]
	}
	return []ops.Finding{softened(false, toPay, first, ops.Finding{Code: "token.added",
		Summary: fmt.Sprintf("the new pool has %s, which you have not named by its address: everyone who has or can mint enough of it can buy the pool's other tokens with it", strings.Join(namesOf(k.book, unknown), " and ")),
		Detail:  "a symbol proves nothing: compare the address",
		Hint:    fmt.Sprintf("if the address is right, give an outside price: --price \"%s=1 %s\"; or name another pool that holds it with --pool", first.Hex(), other.Hex())})}
}

// createdOf names the tokens of a new pool with their weights.
func createdOf(book decode.Book, d deed.Create) []string {
	list := namesOf(book, d.Tokens)
	for i := range list {
		if i < len(d.Weights) {
			list[i] = text.Percent(units.Fixed(d.Weights[i])) + " " + list[i]
		}
	}
	return list
}

// namesOf are the symbols of tokens with their addresses.
func namesOf(book decode.Book, tokens []common.Address) []string {
	var list []string
	for _, token := range tokens {
		list = append(list, explain.TokenName(book, token))
	}
	return list
}
