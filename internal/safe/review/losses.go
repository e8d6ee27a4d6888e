package review

import (
	"context"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/ops"
)

// judgeLosses refuses that the Safe has less afterwards than its calls say that they
// send, unless all who may have taken it are named. Where it trades with trusted pools,
// all that changes is valued, less what really went to recipients that are named.
func (c *Checker) judgeLosses(ctx context.Context, logs []chain.Log) (found []ops.Finding, err error) {
	listed, err := c.readPrices()
	if err != nil {
		return nil, err
	}
	listed = listed.withCoin(c.wrapped)
	m := c.newOutflows(logs)
	if m.valued = slices.ContainsFunc(c.View.Calls, c.trade); m.valued {
		if m.contracts, err = c.Node.Contracts(ctx, c.at(), c.Flags.Recipients); err != nil {
			return nil, err
		}
	}
	takers := c.takers()
	named := !slices.ContainsFunc(takers, func(a common.Address) bool { return !slices.Contains(c.Flags.Recipients, a) })
	meant := len(takers) > 0 && named
	traded := m.valued && (meant || len(takers) == 0 && c.onlyTrades())
	changes := m.ownChanges()
	for _, change := range changes {
		if change.fell == "" {
			continue
		}
		said := m.sent(change.Token)
		less := change.loss.ToBig().Cmp(said) <= 0
		switch {
		case traded:
			if less {
				found = append(found, change.lost(ops.Warn))
			}
		case less, meant:
			if c.View.foreign() > 0 {
				found = append(found, change.lost(ops.Warn))
			}
		case !c.intoStrange(takers): // which pool.other refuses, and says why
			found = append(found, unexplained(c.Book, change, said, takers))
		}
	}
	if traded {
		found = append(found, (&valuation{m, listed, changes}).judgeTrades()...)
	}
	return found, nil
}

// intoStrange says that the batch trades with pools that the user does not trust, and that nobody
// else can take anything who is not named.
func (c *Checker) intoStrange(takers []common.Address) bool {
	var pools []common.Address
	for _, call := range c.View.Calls {
		pools = append(pools, call.into()...)
	}
	return len(takers) > 0 && !slices.ContainsFunc(takers, func(a common.Address) bool {
		return !slices.Contains(c.Flags.Recipients, a) && !slices.Contains(pools, a)
	})
}

// untold refuses that the Safe may have less of tokens of which nothing tells how much.
func untold(book decode.Book, tokens []common.Address) []ops.Finding {
	if len(tokens) == 0 {
		return nil
	}
	more := ""
	if n := len(tokens) - 1; n > 0 {
		more = fmt.Sprintf(", and %d more", n)
	}
	return one(ops.Refuse, "safe.untold", "it moves tokens whose final Safe balance the simulation does not show; a loss may be hidden: %s%s", tokenName(book, tokens[0]), more)
}

// lost says what the Safe has less of.
func (h safeHolding) lost(severity ops.Severity) ops.Finding {
	return ops.Finding{Severity: severity, Code: "safe.loses", Summary: fmt.Sprintf("the Safe loses %s", h.fell)}
}

// unexplained refuses a loss that is more than the calls say.
func unexplained(book decode.Book, change safeHolding, said *big.Int, takers []common.Address) ops.Finding {
	f := change.lost(ops.Refuse)
	f.Summary += ", but its calls account for only " + amountText(book, change.Token, *uint256.MustFromBig(said))
	if len(takers) > 0 {
		f.Hint = "if the called contract may take it, use --recipient " + takers[0].Hex()
	}
	return f
}

// takers are the accounts that can take what they have an allowance for: contracts that the
// batch calls by an unknown function, and pools that it trades with and the user does not
// trust. The effects of transfers, approvals and trades with trusted pools are known.
func (c *Checker) takers() []common.Address {
	var list []common.Address
	add := func(a common.Address) {
		if !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	for _, call := range c.View.Calls {
		for _, pool := range call.into() {
			if !isTrusted(c.trusted, pool) {
				add(pool)
			}
		}
		if call.Recognised == "" && !c.trade(call) && !call.plainToken() && len(call.Data) > 0 && !call.voids() {
			add(call.To)
		}
	}
	return list
}

// trade says whether it calls the Vault of a pool that the batch is about, for itself.
func (c *Checker) trade(call Call) bool {
	return call.Recognised == "" && call.ofVault() && slices.Contains(c.vaults, call.To)
}

// onlyTrades says that nothing is called beside operations of mpool's but the Vault,
// of itself, and the pool's own tokens.
func (c *Checker) onlyTrades() bool {
	return slices.ContainsFunc(c.View.Calls, c.trade) && !slices.ContainsFunc(c.View.Calls, func(call Call) bool {
		return call.Recognised == "" && !c.trade(call) && (!call.plainToken() || !slices.Contains(c.tokens, call.To))
	})
}

// mayReceive says whether something may be put into a pool: it is trusted, or named.
func (c *Checker) mayReceive(pool common.Address) bool {
	return isTrusted(c.trusted, pool) || slices.Contains(c.Flags.Recipients, pool)
}
