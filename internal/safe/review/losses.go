package review

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/ops"
)

// judgeLosses refuses that the Safe has less afterwards than its calls say that they
// send, unless all who may have taken it are named. Where it trades with trusted pools,
// all that changes is valued, less what really went to recipients that are named.
func (c *Checker) judgeLosses(ctx context.Context, logs []chain.Log) error {
	listed, err := c.readPrices()
	if err != nil {
		return err
	}
	m := c.newOutflows(logs)
	if m.valued = slices.ContainsFunc(c.View.Calls, c.trade); m.valued {
		if m.contracts, err = c.Node.Contracts(ctx, c.at(), c.Flags.Recipients); err != nil {
			return err
		}
	}
	takers := c.takers()
	meant := len(takers) > 0 && !slices.ContainsFunc(takers, func(a common.Address) bool { return !slices.Contains(c.Flags.Recipients, a) })
	traded := false
	for _, change := range c.View.Execution.Changes {
		if change.fell == "" {
			continue
		}
		said := m.sent(change.Token)
		what := fmt.Sprintf("the Safe has %s less afterwards", change.fell)
		switch {
		case m.valued && (meant || len(takers) == 0 && c.onlyTrades()):
			traded = true
			if change.loss.ToBig().Cmp(said) <= 0 {
				c.View.warn("safe.loses", what, "")
			}
		case change.loss.ToBig().Cmp(said) <= 0, meant:
			if c.View.foreign() > 0 {
				c.View.warn("safe.loses", what, "")
			}
		default:
			f := ops.Finding{Severity: ops.Refuse, Code: "safe.loses", Summary: fmt.Sprintf("%s, and by what its calls say it is %s", what, amountText(c.Book, change.Token, *uint256.MustFromBig(said)))}
			if len(takers) > 0 {
				f.Hint = "where what is called may take it: --recipient " + takers[0].Hex()
			}
			c.View.Findings = append(c.View.Findings, f)
		}
	}
	if traded {
		c.judgeTrades(listed, m)
	}
	return nil
}

// takers are those that the batch calls by no operation of mpool's, which may take
// what they have an allowance for, and the pools that it trades with and nobody trusts.
// What transfers, approvals and trades with trusted pools do is known.
func (c *Checker) takers() []common.Address {
	var list []common.Address
	add := func(a common.Address) {
		if !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	for _, call := range c.View.Calls {
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

func plainToken(call Call) bool {
	if call.Call == nil {
		return false
	}
	name, _, _ := strings.Cut(call.Call.Function, "(")
	return slices.Contains([]string{"transfer", "transferFrom", "approve", "increaseAllowance", "decreaseAllowance"}, name)
}

// trade says whether it calls the Vault of a pool that the batch is about, for itself.
func (c *Checker) trade(call Call) bool {
	return call.Recognised == "" && call.Call != nil && slices.Contains(call.Call.Contracts, decode.Vault) && slices.Contains(c.vaults, call.To)
}

// onlyTrades says that nothing is called beside operations of mpool's but the Vault,
// of itself, and the pool's own tokens.
func (c *Checker) onlyTrades() bool {
	return slices.ContainsFunc(c.View.Calls, c.trade) && !slices.ContainsFunc(c.View.Calls, func(call Call) bool {
		return call.Recognised == "" && !c.trade(call) && (!plainToken(call) || !slices.Contains(c.tokens, call.To))
	})
}

// mayReceive says whether something may be put into a pool: it is trusted, or named.
func (c *Checker) mayReceive(pool common.Address) bool {
	return c.isTrusted(pool) || slices.Contains(c.Flags.Recipients, pool)
}
