package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/planner"
	"mpool/internal/request"
	"mpool/internal/text"
)

// safeNext returns the next command for a plan that a Safe sends.
func safeNext(p *planner.Proposal, cmd *cobra.Command, args []string, out string) string {
	if out == "" {
		return planLine(cmd, args)
	}
	return safeLine(cmd, "safe hash", append([]string{text.ShellWord(out)}, agreedWords(p, cmd)...)...)
}

// agreedWords are what the commands about a Safe want to be told about the plan.
func agreedWords(p *planner.Proposal, cmd *cobra.Command) []string {
	price, _ := cmd.Flags().GetString("price") // the commands without one, or with several prices, add no token
	return request.Agreed(p.Plan.Operation, p.Before, p.Plan.Predicted, price)
}
