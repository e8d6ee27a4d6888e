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
	flags.BoolVar(&f.Fork, "fork", false, "mine it on an anvil fork of the node instead, and look at the pool until the end of its changes")
	flags.StringVar(&f.Block, "fork-block", "latest", "block to fork: a number, a hash, latest or finalized")
	flags.StringArrayVar(&f.At, "at", nil, "another time to look at the pool on the fork: +3d, 2026-12-31T00:00:00Z; repeatable")
	flags.BoolVar(&f.Keep, "fork-keep", false, "leave the fork running until Ctrl-C")
	flags.IntVar(&f.Port, "fork-port", 0, "port of the fork; 0 takes a free one")
	flags.StringVar(&f.Anvil, "anvil", "", "anvil program instead of the one on PATH or the installed one")
	flags.Var(flagvalue.Choice{Value: &f.Require, Of: []string{fork.Forked, chain.Simulated}}, "require", "fail unless the plan was tried out so far: forked, or simulated")
	flags.BoolVar(&f.Detailed, "detailed-exitcode", false, "exit with 7 where there is something to change")
	addReportFlags(&f.Report, flags)
	flags.VisitAll(func(one *pflag.Flag) {
		one.Annotations = map[string][]string{rehearsalFlag: nil}
		cmd.Flags().AddFlag(one)
	})
}

// rehearsalFlag marks the flags that have no place in the command that sends.
const rehearsalFlag = "rehearsal"

func isRehearsal(f *pflag.Flag) bool {
	_, marked := f.Annotations[rehearsalFlag]
	return marked
}

// changes makes the exit code tell of changes, where that is asked for.
func (a *app) changes(p *planner.Proposal, flags *rehearsal.Options) {
	if flags.Detailed && len(p.Plan.Calls) > 0 {
		a.exit = failure.Changes
	}
}
