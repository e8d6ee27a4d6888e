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

// beginsWith are the tokens of the pools that a call creates, or whose BPT it pays for.
func beginsWith(c Call, trusted []*ops.Snapshot) (list []common.Address) {
	if d, is := c.does.(deed.Create); is {
		return slices.Clone(d.Tokens)
	}
	for _, s := range entered(c, trusted) {
		for _, t := range s.Tokens {
			list = append(list, t.Address)
		}
	}
	return list
}

// knowTokens finds which tokens of pools that are new to the Safe the user knows: by an address in --price,
// by a feed that the configuration names by the address, or because another named pool with BPT holds them.
// Where a stranger has made the first join, the Safe must have BPT of that other pool. A symbol of the new
// pool itself does not count.
func knowTokens(c *Checker) {
	c.tokensKnown = map[common.Address]bool{}
	addresses := worth.Addresses(c.Flags.Prices)
	for _, call := range c.View.Calls {
		into := entered(call, c.trusted)
		dusty := slices.ContainsFunc(into, func(s *ops.Snapshot) bool { return !s.Supply.Actual.Raw.IsZero() })
		others := slices.DeleteFunc(slices.Clone(c.trusted), func(s *ops.Snapshot) bool {
			return slices.Contains(into, s) || s.Supply.Actual.Raw.IsZero() || dusty && !proves(s, c.stakes, c.Safe)
		})
		for _, token := range beginsWith(call, c.trusted) {
			c.tokensKnown[token] = slices.Contains(addresses, token) || c.By.Feeds.Feeds(c.View.NodeChain, token) || heldBy(others, token)
		}
	}
}

// heldBy says that a pool holds a token.
func heldBy(pools []*ops.Snapshot, token common.Address) bool {
	return slices.ContainsFunc(pools, func(s *ops.Snapshot) bool {
		return slices.ContainsFunc(s.Tokens, func(t ops.Token) bool { return t.Address == token })
	})
}

// begins refuses a pool that is new to the Safe with tokens that the user does not know: who has enough of
// one of them can buy the others, and a symbol proves nothing.
func (k knownAddresses) begins(c Call) []ops.Finding {
	what, all := "the new pool", beginsWith(c, nil)
	for _, s := range entered(c, k.trusted) {
		if !k.firstDeposit(s.Pool.Address) {
			continue
		}
		if !s.Supply.Actual.Raw.IsZero() {
			what = "the pool, into which the Safe makes its first deposit,"
		}
		for _, t := range s.Tokens {
			all = append(all, t.Address)
		}
	}
	unknown := slices.DeleteFunc(slices.Clone(all), func(token common.Address) bool { return k.vouched[token] })
	if len(unknown) == 0 {
		return nil
	}
	first, other := unknown[0], all[0]
	if other == first && len(all) > 1 {
		other = all[1]
	}
	return []ops.Finding{softened(false, toPay, first, ops.Finding{Code: "token.added",
		Summary: fmt.Sprintf("%s has %s, which you have not named by its address: everyone who has or can mint enough of it can buy the pool's other tokens with it", what, strings.Join(namesOf(k.book, unknown), ", ")),
		Detail:  "a symbol proves nothing: compare the address",
		Hint:    fmt.Sprintf("if the address is right, give an outside price: --price \"%s=1 %s\"; or name another pool that holds it, and in which the Safe has BPT, with --pool", first.Hex(), other.Hex())})}
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
