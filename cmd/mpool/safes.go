package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/request"
	"mpool/internal/text"
)

// safeNext returns the next command for a plan that a Safe sends.
func safeNext(p *planner.Proposal, cmd *cobra.Command, args []string, out string) string {
	if out != "" {
		return safeLine(cmd, "safe hash", append([]string{text.ShellWord(out)}, agreedWords(p, cmd)...)...)
	}
	return planLine(cmd, args)
}

// agreedWords are what the commands about a Safe want to be told about the plan, and its author has said
// by making it.
func agreedWords(p *planner.Proposal, cmd *cobra.Command) []string {
	if op, is := p.Plan.Operation.(ops.ManageBalance); is && op.Way == ops.UpdateBalance {
		return []string{"--accept-report", p.Before.Pool.Address.Hex()}
	}
	return priceWords(p, cmd)
}

// priceWords repeat the price of a token that the plan adds, as the commands about a Safe take it.
func priceWords(p *planner.Proposal, cmd *cobra.Command) []string {
	f := cmd.Flags().Lookup("price")
	if f == nil || !ofOperation(f) {
		return nil
	}
	if price := request.OutsidePrice(p.Plan.Operation, f.Value.String()); price != "" {
		return []string{"--price", text.TypedWord(price)}
	}
	return nil
}
