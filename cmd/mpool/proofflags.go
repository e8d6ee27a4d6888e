package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/fork"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// proofFlags say how a plan is to be tried out, and what has to come of it.
type proofFlags struct {
	fork     bool
	block    string
	base     chain.BlockRef // that the plan rests on
	at       []string
	keep     bool
	port     int
	anvil    string
	require  string // forked or simulated; empty: neither
	detailed bool
	report   reportFlags
}

func addProofFlags(f *proofFlags, cmd *cobra.Command) {
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	flags.SortFlags = false
	flags.BoolVar(&f.fork, "fork", false, "mine it on an anvil fork of the node instead, and look at the pool until the end of its changes")
	flags.StringVar(&f.block, "fork-block", "latest", "block to fork: a number, a hash, latest or finalized")
	flags.StringArrayVar(&f.at, "at", nil, "another time to look at the pool on the fork: +3d, 2026-12-31T00:00:00Z; repeatable")
	flags.BoolVar(&f.keep, "fork-keep", false, "leave the fork running until Ctrl-C")
	flags.IntVar(&f.port, "fork-port", 0, "port of the fork; 0 takes a free one")
	flags.StringVar(&f.anvil, "anvil", "", "anvil program instead of the one on PATH or the installed one")
	flags.Var(&choiceOf{&f.require, []string{fork.Forked, chain.Simulated}}, "require", "fail unless the plan was tried out so far: forked, or simulated")
	flags.BoolVar(&f.detailed, "detailed-exitcode", false, "exit with 7 where there is something to change")
	addReportFlags(&f.report, flags)
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

// check finds what makes no sense together, before anything is read.
func (f *proofFlags) check(broadcast bool) error {
	var err error
	switch {
	case f.fork && broadcast:
		return failure.Usage("--fork tries it out and --broadcast sends it").WithHint("give one of them")
	case f.detailed && broadcast:
		return failure.Usage("--detailed-exitcode tells of changes that are to come, and --broadcast makes them").WithHint("give one of them")
	case !f.fork && f.require == fork.Forked:
		return failure.Usage("--require forked needs --fork").WithHint("add --fork")
	case !f.fork && (len(f.at) > 0 || f.keep || f.anvil != "" || f.port != 0 || f.block != "latest"):
		return failure.Usage("--fork-block, --fork-keep, --fork-port, --at and --anvil are for --fork").WithHint("add --fork")
	case !f.fork && f.report != reportFlags{}:
		return failure.Usage("--md, --plot, --html, --junit, --svg and --png tell of a dry run").WithHint("add --fork")
	case f.port < 0 || f.port > 65535:
		return failure.Usage("--fork-port: %d is not a port: 0 to 65535", f.port)
	}
	if f.base, err = chain.ParseBlockRef(f.block); err != nil {
		return failure.Usage("--fork-block: %s", err).Because(err)
	}
	_, err = f.looks(0)
	return err
}

// forkBlockHint has the hint of a block that is not there name the fork's flag.
func forkBlockHint(err error) error {
	var block *chain.BlockError
	if !errors.As(err, &block) || block.Pruned {
		return err
	}
	return failure.New(failure.ExitOf(err), failure.CodeOf(err), "%s", err).Because(err).WithHint("leave --fork-block out to fork the latest block")
}

// looks are the times of --at, now being the time of the block.
func (f *proofFlags) looks(now ops.Time) ([]ops.Time, error) {
	var times []ops.Time
	for _, text := range f.at {
		at, err := ops.ParseTime(text, now)
		if err != nil {
			return nil, failure.Usage("--at: %s", err).Because(err)
		}
		times = append(times, at)
	}
	return times, nil
}

// enough refuses a plan that was not tried out as far as is required.
func (f *proofFlags) enough(p *planner.Proposal) error {
	if f.require != chain.Simulated || p.View.Proof == nil || p.View.Proof.Level != chain.Called {
		return nil
	}
	return failure.New(failure.Simulation, "level", "the node cannot simulate this, and --require asks for it: %s", text.Clean(p.View.Proof.Why, text.LineWidth)).
		WithHint("use another node by --rpc-url, or try it out with --fork").WithResult(p.View)
}

// changes makes the exit code tell of changes, where that is asked for.
func (a *app) changes(p *planner.Proposal, flags *proofFlags) {
	if flags.detailed && len(p.Plan.Calls) > 0 {
		a.exit = failure.Changes
	}
}

// keptLines say how to use a fork that is kept.
func keptLines(url string, chain uint64, sender string) []string {
	return []string{
		fmt.Sprintf("the fork listens on %s, chain id %d, until Ctrl-C", url, chain),
		fmt.Sprintf("cast:   cast send --rpc-url %s --unlocked --from %s TO SIGNATURE ARGUMENTS", url, sender),
		fmt.Sprintf("mpool:  mpool status --rpc-url %s", url),
		fmt.Sprintf("wallet: add a network with RPC URL %s and chain id %d; cast rpc --rpc-url %s anvil_setBalance ACCOUNT 0xde0b6b3a7640000 gives an account a coin", url, chain, url),
	}
}
