package review

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/safe/worth"
)

// worth is the batch as it was simulated, to be judged by what it gives and gets.
func (c *Checker) worth(out *chain.SafeOutcome) *worth.Batch {
	b := &worth.Batch{Chain: network.ID(c.View.NodeChain), Safe: c.Safe, Logs: out.Logs, Book: c.Book, Decoder: c.decoder,
		Trust: worth.Trust{Pools: c.trusted, After: c.after, Vaults: c.vaults, Tokens: c.tokens, Recipients: c.Flags.takers(), Gifts: c.Flags.Recipients, Managers: append([]common.Address{c.Safe}, c.Flags.Managers...), Wrapped: c.wrapped, Slippage: c.Flags.Slippage}}
	for _, call := range c.View.Calls {
		b.Calls = append(b.Calls, worth.Call{To: call.To, Value: call.Value, Data: len(call.Data) > 0, Does: call.does, OfVault: call.ofVault(),
			Recognised: call.Recognised != "" || c.planned && call.operates(), Kind: call.Kind, Voids: call.voids()})
	}
	b.Changes = worth.ChangesOf(b.WithInternal(out.Holds))
	return b
}

// judgeLimits refuses trades with limits that are too far from their simulated results.
func judgeLimits(v *View, b *worth.Batch) {
	for _, limit := range b.Limits() {
		call := &v.Calls[limit.Call]
		if limit.Shown {
			call.Summary = limit.Words
		}
		if limit.Problem != "" {
			call.Findings = append(call.Findings, ops.Finding{Severity: ops.Refuse, Code: "trade.limit", Summary: limit.Problem,
				Hint: "set limits close to what the trade gives, within --max-slippage " + b.Trust.Slippage.String()})
		}
	}
}

// judgeWhole judges all that the Safe gives and gets in a batch without trades.
func (c *Checker) judgeWhole(b *worth.Batch) error {
	prices, err := worth.ReadPrices(c.Flags.Prices, c.trusted, b.Chain)
	if err != nil {
		return err
	}
	if f, is := b.Whole(prices); is {
		c.View.find(f)
	}
	return nil
}

// judgeLosses judges what the Safe loses, at the prices that the user gives.
func (c *Checker) judgeLosses(ctx context.Context, b *worth.Batch) (found []ops.Finding, err error) {
	prices, err := worth.ReadPrices(c.Flags.Prices, c.trusted, b.Chain)
	if err != nil {
		return nil, err
	}
	var contracts []common.Address
	if b.Trades() {
		if contracts, err = c.Node.Contracts(ctx, c.at(), b.Trust.Recipients); err != nil {
			return nil, err
		}
	}
	found, c.View.worth = b.Losses(prices, contracts, c.View.foreign() > 0)
	return found, nil
}
