package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/flagvalue"
	"mpool/internal/fork"
	"mpool/internal/planner"
	"mpool/internal/rehearsal"
)

func addProofFlags(f *rehearsal.Options, cmd *cobra.Command) {
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	flags.SortFlags = false
	flags.BoolVar(&f.Fork, "fork", false, "mine it on an anvil fork of the node instead, and check the pool until all changes have ended")
	flags.StringVar(&f.Block, "fork-block", "latest", "block to fork: a number, a hash, latest or finalized")
	flags.StringArrayVar(&f.At, "at", nil, "additional time at which to check the pool on the fork: +3d, 2026-12-31T00:00Z, \"2026-12-31 09:00\" (in --tz); repeatable")
	flags.BoolVar(&f.Keep, "fork-keep", false, "keep the fork running until Ctrl-C")
	flags.IntVar(&f.Port, "fork-port", 0, "port of the fork; 0 uses a free one")
	flags.StringVar(&f.Anvil, "anvil", "", "anvil program (default: the one on PATH or the installed one)")
	flags.Var(flagvalue.Choice{Value: &f.Require, Of: []string{fork.Forked, chain.Simulated}}, "require", "fail unless the plan was proven at least this far: forked, or simulated")
	flags.BoolVar(&f.Detailed, "detailed-exitcode", false, "exit with 7 if there is something to change")
	addReportFlags(&f.Report, flags)
	flags.VisitAll(func(one *pflag.Flag) {
		one.Annotations = map[string][]string{rehearsalFlag: nil}
		cmd.Flags().AddFlag(one)
	})
}

// rehearsalFlag marks flags that the sending command does not have.
const rehearsalFlag = "rehearsal"

func isRehearsal(f *pflag.Flag) bool {
	_, marked := f.Annotations[rehearsalFlag]
	return marked
}

// changes sets the exit code to 7 if --detailed-exitcode is given and the plan has calls.
func (a *app) changes(p *planner.Proposal, flags *rehearsal.Options) {
	if flags.Detailed && len(p.Plan.Calls) > 0 {
		a.exit = failure.Changes
	}
}
