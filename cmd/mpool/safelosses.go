package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/decode"
	"mpool/internal/ops"
)

// judgeLosses refuses that the Safe has less afterwards than its calls say that they
// send, unless all who may have taken it are named, or it is traded with trusted pools
// for something of like value.
func (c *checker) judgeLosses() error {
	listed, err := c.readPrices()
	if err != nil {
		return err
	}
	takers := c.takers()
	meant := len(takers) > 0 && !slices.ContainsFunc(takers, func(a common.Address) bool { return !slices.Contains(c.flags.recipients, a) })
	traded := false
	for _, change := range c.view.Execution.Changes {
		if change.fell == "" {
			continue
		}
		said := c.said(change.Token)
		what := fmt.Sprintf("the Safe has %s less afterwards", change.fell)
		switch {
		case !change.loss.Gt(said), meant:
			if c.view.foreign() > 0 {
				c.view.warn("safe.loses", what, "")
			}
		case len(takers) == 0 && c.onlyTrades():
			traded = true
		default:
			f := ops.Finding{Severity: ops.Refuse, Code: "safe.loses", Summary: fmt.Sprintf("%s, and by what its calls say it is %s", what, amountText(c.book, change.Token, *said))}
			if len(takers) > 0 {
				f.Hint = "where what is called may take it: --recipient " + takers[0].Hex()
			}
			c.view.Findings = append(c.view.Findings, f)
		}
	}
	if traded {
		c.judgeTrades(listed)
	}
	return nil
}

// takers are those that the batch calls by no operation of mpool's, which may take
// what they have an allowance for, and the pools that it trades with and nobody trusts.
// What transfers, approvals and trades with trusted pools do is known.
func (c *checker) takers() []common.Address {
	var list []common.Address
	add := func(a common.Address) {
		if !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	for _, call := range c.view.Calls {
		for _, pool := range poolsOfCall(call.Call) {
			if !c.isTrusted(pool) {
				add(pool)
			}
		}
		if call.Recognised == "" && !c.trade(call) && !plainToken(call) && len(call.Data) > 0 && !call.voids() {
			add(call.To)
		}
	}
	return list
}

func plainToken(call checkedCall) bool {
	if call.Call == nil {
		return false
	}
	name, _, _ := strings.Cut(call.Call.Function, "(")
	return slices.Contains([]string{"transfer", "transferFrom", "approve", "increaseAllowance", "decreaseAllowance"}, name)
}

// trade says whether it calls the Vault of a pool that the batch is about, for itself.
func (c *checker) trade(call checkedCall) bool {
	return call.Recognised == "" && call.Call != nil && slices.Contains(call.Call.Contracts, decode.Vault) && slices.Contains(c.vaults, call.To)
}

// onlyTrades says that nothing is called beside operations of mpool's but the Vault,
// of itself, and the pool's own tokens.
func (c *checker) onlyTrades() bool {
	return slices.ContainsFunc(c.view.Calls, c.trade) && !slices.ContainsFunc(c.view.Calls, func(call checkedCall) bool {
		return call.Recognised == "" && !c.trade(call) && (!plainToken(call) || !slices.Contains(c.tokens, call.To))
	})
}

// said is how much of a token the calls say that they take from the Safe, and two of
// the smallest units for tokens that round.
func (c *checker) said(token common.Address) *uint256.Int {
	sum := new(uint256.Int)
	add := func(digits string) {
		if n, err := uint256.FromDecimal(digits); err == nil {
			if _, over := sum.AddOverflow(sum, n); over {
				sum.SetAllOne()
			}
		}
	}
	for _, call := range c.view.Calls {
		if token == (common.Address{}) {
			add(call.Value.Int().Dec())
			continue
		}
		if call.Call == nil {
			continue
		}
		args := call.Call.Args
		switch name, _, _ := strings.Cut(call.Call.Function, "("); {
		case name == "transfer" && call.To == token && len(args) == 2:
			add(args[1].Value)
		case name == "transferFrom" && call.To == token && len(args) == 3 && common.HexToAddress(args[0].Value) == c.safe:
			add(args[2].Value)
		case name == "removeToken" && call.Recognised != "" && call.To == token && c.isTrusted(token): // burns the pool's own
			add(value(args, "burnAmount"))
		case call.Call.Function == manageFunction && call.Recognised != "":
			for _, item := range args[0].Items {
				if parts := item.Items; len(parts) == 4 && parts[0].Value == "1" && common.HexToAddress(parts[2].Value) == token && c.mayReceive(poolIn(parts, "poolId")) {
					add(parts[3].Value)
				}
			}
		}
	}
	if !sum.IsZero() {
		if _, over := sum.AddOverflow(sum, uint256.NewInt(2)); over {
			sum.SetAllOne()
		}
	}
	return sum
}

// mayReceive says whether something may be put into a pool: it is trusted, or named.
func (c *checker) mayReceive(pool common.Address) bool {
	return c.isTrusted(pool) || slices.Contains(c.flags.recipients, pool)
}
