package review

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/ops/wallet"
	"mpool/internal/recognise"
	"mpool/internal/safe/deed"
	"mpool/internal/safe/worth"
	"mpool/internal/units"
)

// addition is a token that a batch adds to a pool.
type addition struct{ pool, token common.Address }

// priceAdded finds the outside price of each token that the calls add to a pool: from --price, with the
// token's address, or from a feed that the configuration names by that address. The price that the
// author of a batch or a plan used does not count.
func (c *Checker) priceAdded(ctx context.Context) error {
	c.outside = map[addition]tokenset.TokenPrice{}
	given, err := worth.ReadPrices(c.Flags.Prices, c.trusted, network.ID(c.View.NodeChain))
	if err != nil {
		return worth.HintAdded(err, c.Flags.Prices, addedTokens(c))
	}
	knowTokens(c)
	for _, call := range c.View.Calls {
		add, is := call.does.(deed.AddToken)
		pool := c.read(call.To)
		if !is || pool == nil {
			continue
		}
		price := given.In(pool, add.Token)
		if !price.Given() {
			if price, err = c.By.Feeds.AddedPrice(ctx, c.Node, pool, add.Token); err != nil {
				return err
			}
		}
		if price.Given() {
			c.outside[addition{call.To, add.Token}] = price
		}
	}
	return nil
}

// addedTokens are the tokens that the calls add to pools, with the symbols that they give themselves.
func addedTokens(c *Checker) map[common.Address]decode.Token {
	list := map[common.Address]decode.Token{}
	for _, call := range c.View.Calls {
		added := beginsWith(call, c.trusted)
		if add, is := call.does.(deed.AddToken); is {
			added = append(added, add.Token)
		}
		for _, token := range added {
			list[token] = c.Book.Tokens[token]
		}
	}
	return list
}

// read is a pool that the batch mentions or that the user names; nil for others.
func (c *Checker) read(address common.Address) *ops.Snapshot {
	for _, list := range [][]*ops.Snapshot{c.trusted, c.strange} {
		for _, pool := range list {
			if pool.Pool.Address == address {
				return pool
			}
		}
	}
	return nil
}

// adds refuses a token that a batch adds, unless the user gives its price by its address: who has
// enough of the token can buy the pool's other tokens, and a symbol proves nothing.
func (k knownAddresses) adds(c Call) []ops.Finding {
	d, is := c.does.(deed.AddToken)
	if !is {
		return nil
	}
	return []ops.Finding{softened(k.outside[addition{c.To, d.Token}].Given(), toPay, d.Token, ops.Finding{Code: "token.added",
		Summary: fmt.Sprintf("it adds %s to the pool: everyone who has or can mint enough of it can buy the pool's other tokens with it", explain.TokenName(k.book, d.Token)),
		Detail:  "a symbol proves nothing: compare the address",
		Hint:    fmt.Sprintf("if the address is right, give an outside price: --price \"%s=1 %s\", with the price in a token of the pool", d.Token.Hex(), k.unitOf(c.To))})}
}

// unitOf is the symbol of the pool's token with the largest weight.
func (k knownAddresses) unitOf(pool common.Address) string {
	var weight units.Fixed
	symbol := "WETH"
	for _, p := range k.trusted {
		for _, token := range p.Tokens {
			if p.Pool.Address == pool && token.Weight.Int().Gt(weight.Int()) {
				weight, symbol = token.Weight, token.Symbol.Word()
			}
		}
	}
	return symbol
}

// priced are the recognised operations, with the outside prices of added tokens in place of the
// author's. A price changes no call, only what mpool says about it.
func priced(c *Checker, pool common.Address, reading *recognise.Reading, at units.Time) error {
	for i := range reading.Parts {
		part := &reading.Parts[i]
		add, is := part.Operation.(tokenset.AddToken)
		price := c.outside[addition{pool, add.Token}]
		if !is || part.Plan == nil || !price.Given() {
			continue
		}
		add.Price = price
		plan, err := add.Plan(part.Before, at)
		if err != nil {
			return err
		}
		if len(plan.Calls) == len(part.Plan.Calls) {
			part.Operation, part.Plan = add, plan
		}
	}
	return nil
}

// atOutside is an operation with the outside prices of the tokens that it adds; without one, a token has
// no price.
func atOutside(c *Checker, pool common.Address, op ops.Operation) ops.Operation {
	switch op := op.(type) {
	case tokenset.AddToken:
		op.Price = c.outside[addition{pool, op.Token}]
		return op
	case wallet.ExecSafe:
		return atOutside(c, pool, op.Of.Operation)
	case ops.Series:
		var all ops.Series
		for _, part := range op.Parts {
			all.Parts = append(all.Parts, ops.Nested{Operation: atOutside(c, pool, part.Operation)})
		}
		return all
	}
	return op
}

// Unpriced says for a first line which tokens are added without an outside price; "" if none is.
func (c *Checker) Unpriced() string {
	var list []string
	for _, call := range c.View.Calls {
		add, is := call.does.(deed.AddToken)
		if is && !c.outside[addition{call.To, add.Token}].Given() {
			list = append(list, add.Token.Hex())
		}
	}
	if len(list) == 0 {
		return ""
	}
	return "; not checked: no price for " + strings.Join(list, ", ") + ", give --price"
}

// addsUnpriced says that a call adds a token without an outside price to the pool: then what the batch
// gives away is unknown.
func addsUnpriced(c *Checker, pool *ops.Snapshot) bool {
	return slices.ContainsFunc(c.View.Calls, func(call Call) bool {
		add, is := call.does.(deed.AddToken)
		return is && call.To == pool.Pool.Address && !c.outside[addition{call.To, add.Token}].Given()
	})
}
