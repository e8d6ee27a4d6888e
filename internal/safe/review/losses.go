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
	"mpool/internal/safe/deed"
)

// judgeLosses refuses losses of the Safe that exceed what its calls say that they send, unless every
// account that can have taken them is named. If the batch trades with trusted pools, it values all
// changes instead, without the payments to named recipients.
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
		case !c.intoStrange(takers): // pool.other refuses this case and explains it
			found = append(found, unexplained(c.Book, change, said, takers))
		}
	}
	if traded {
		found = append(found, (&valuation{m, listed, changes}).judgeTrades()...)
	}
	return found, nil
}

// intoStrange says that the batch trades with pools that the user does not trust, and that every other
// account that can take tokens is named.
func (c *Checker) intoStrange(takers []common.Address) bool {
	var pools []common.Address
	for _, call := range c.View.Calls {
		pools = append(pools, deed.Into(call.does)...)
	}
	return len(takers) > 0 && !slices.ContainsFunc(takers, func(a common.Address) bool {
		return !slices.Contains(c.Flags.Recipients, a) && !slices.Contains(pools, a)
	})
}

// untold refuses tokens whose balance after the simulation is not known.
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

// lost is a finding that the Safe loses tokens.
func (h safeHolding) lost(severity ops.Severity) ops.Finding {
	return ops.Finding{Severity: severity, Code: "safe.loses", Summary: fmt.Sprintf("the Safe loses %s", h.fell)}
}

// unexplained refuses a loss that is larger than the calls say.
func unexplained(book decode.Book, change safeHolding, said *big.Int, takers []common.Address) ops.Finding {
	f := change.lost(ops.Refuse)
	f.Summary += ", but its calls account for only " + amountText(book, change.Token, *uint256.MustFromBig(said))
	if len(takers) > 0 {
		f.Hint = "if the called contract may take it, use --recipient " + takers[0].Hex()
	}
	return f
}

// takers are the accounts that can take approved tokens: contracts that the batch calls by an unknown
// function, and untrusted pools that it trades with. Transfers, approvals and trades with trusted
// pools have known effects.
func (c *Checker) takers() []common.Address {
	var list []common.Address
	add := func(a common.Address) {
		if !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	for _, call := range c.View.Calls {
		for _, pool := range deed.Into(call.does) {
			if !isTrusted(c.trusted, pool) {
				add(pool)
			}
		}
		if call.Recognised == "" && !c.trade(call) && !deed.OfToken(call.does) && len(call.Data) > 0 && !call.voids() {
			add(call.To)
		}
	}
	return list
}

// trade says whether the call is a function of a trusted Vault and no operation of mpool.
func (c *Checker) trade(call Call) bool {
	return call.Recognised == "" && call.ofVault() && slices.Contains(c.vaults, call.To)
}

// onlyTrades says that the batch trades, and that it otherwise has only operations of mpool and plain
// calls of trusted pools' tokens.
func (c *Checker) onlyTrades() bool {
	return slices.ContainsFunc(c.View.Calls, c.trade) && !slices.ContainsFunc(c.View.Calls, func(call Call) bool {
		return call.Recognised == "" && !c.trade(call) && (!deed.OfToken(call.does) || !slices.Contains(c.tokens, call.To))
	})
}

// mayReceive says whether the batch may deposit into a pool: the pool is trusted or named.
func (c *Checker) mayReceive(pool common.Address) bool {
	return isTrusted(c.trusted, pool) || slices.Contains(c.Flags.Recipients, pool)
}
