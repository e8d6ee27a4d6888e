package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/offline"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// showUnsigned ends an operation's command with the unsigned transactions for another wallet: with the
// accounts' next nonces and the gas offer that was shown.
func (a *app) showUnsigned(cmd *cobra.Command, client *chain.Client, p *planner.Proposal, flags *operationFlags) error {
	cost := p.View.Cost
	if len(p.Plan.Calls) == 0 || cost == nil {
		return a.leave(cmd, p, flags)
	}
	if cost.Unknown > 0 {
		return failure.Usage("the gas limit of %s after the first is unknown until that one is mined", text.Plural(cost.Unknown, "call")).WithHint("add --gas-limit")
	}
	nonces, err := offline.NextNonces(cmd.Context(), client, p)
	if err != nil {
		return err
	}
	offer := planner.Offer{GasLimit: slices.Max(cost.Limits), GasPrice: planner.Price{Given: true, Value: cost.FeeCap}, Tip: planner.Price{Given: !flags.sending.Offer.Legacy, Value: cost.Tip}, Legacy: flags.sending.Offer.Legacy}
	v, err := offline.NewUnsignedView(p.Plan, offline.Signings(p.Plan, nonces, &offer))
	if err != nil {
		return err
	}
	if flags.out != "" {
		if err := planner.WritePlan(flags.out, p.Plan); err != nil {
			return err
		}
		v.Next = offline.SignLine(cmd.Root().Name(), flags.out, nonces, planner.Senders(p.Plan.Calls), &offer) + flags.sending.Override.OverrideWords() + strings.Repeat(" --signature 0x…", len(v.Transactions))
	}
	showBefore(a.ui, a.err, p.View, true)
	return a.show(v)
}
