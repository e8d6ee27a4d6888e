package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/manual"
	"mpool/internal/planner"
	"mpool/internal/rehearsal"
)

// flagGroup is where a flag of an operation is explained.
type flagGroup int

const (
	ownGroup flagGroup = iota
	signingGroup
	proofGroup
	reportGroup
	costGroup
)

// groupsOf sorts the flags of a command: those of its own, and the many that all
// operations have.
func groupsOf(cmd *cobra.Command) [5]pflag.FlagSet {
	of := kindsOf(cmd)
	var groups [5]pflag.FlagSet
	for i := range groups {
		groups[i].SortFlags = false
	}
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name != "help" {
			groups[of.group(f)].AddFlag(f)
		}
	})
	return groups
}

// kinds are the flags that many commands have, and what a command does: the pages about
// signing and forks are for commands that do, and the others explain such a flag themselves.
type kinds struct {
	shared, cost     *pflag.FlagSet
	signs, rehearses bool
}

func kindsOf(cmd *cobra.Command) kinds {
	return kinds{sharedFlags(), costFlags(), cmd.Flags().Lookup("ledger") != nil, cmd.Flags().Lookup("fork") != nil}
}

// group is where a flag is explained.
func (k kinds) group(f *pflag.Flag) flagGroup {
	switch {
	case isIn(k.cost, f):
		return costGroup
	case isOwn(f) || !isIn(k.shared, f):
		return ownGroup
	case !isRehearsal(k.shared.Lookup(f.Name)):
		return either(k.signs, signingGroup)
	case isReport(f):
		return either(k.rehearses, reportGroup)
	}
	return either(k.rehearses, proofGroup)
}

// either is a group where it is one of the command's, and else the command's own flags.
func either(has bool, group flagGroup) flagGroup {
	if has {
		return group
	}
	return ownGroup
}

// isIn says whether a flag is the one that many commands have, and not another one of its name.
func isIn(many *pflag.FlagSet, f *pflag.Flag) bool {
	same := many.Lookup(f.Name)
	return same != nil && same.Usage == f.Usage
}

func isReport(f *pflag.Flag) bool {
	if !isRehearsal(f) {
		return false
	}
	var forms rehearsal.Forms
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	addReportFlags(&forms, flags)
	return flags.Lookup(f.Name) != nil
}

// sharedFlags returns the flags that every operation has.
func sharedFlags() *pflag.FlagSet {
	var operation operationFlags
	var cmd cobra.Command
	operation.add(&cmd)
	addManagerFlags(&operation.sending.Manager, &cmd)
	return cmd.Flags()
}

// costFlags are those about what a change of weights costs.
func costFlags() *pflag.FlagSet {
	var cmd cobra.Command
	addCostFlags(&cmd, new(planner.Planner))
	return cmd.Flags()
}

// ownFlag marks a flag that is a command's own, though others have one of that name for
// something else.
const ownFlag = "own"

func isOwn(f *pflag.Flag) bool {
	_, marked := f.Annotations[ownFlag]
	return marked
}

// isOperation says whether a command changes a pool, and has the flags of all that do.
func isOperation(cmd *cobra.Command) bool { return len(operationExitCodes(cmd)) > 0 }

// flagsOf are flags of a command as help shows them.
func flagsOf(cmd *cobra.Command, flags *pflag.FlagSet) []manual.Flag {
	var list []manual.Flag
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		list = append(list, manual.Flag{Short: f.Shorthand, Name: f.Name, Takes: takes(cmd, f), Usage: f.Usage, Standard: standardOf(f)})
	})
	return list
}

// takes is what a flag takes: one of some words, or what help calls it.
func takes(cmd *cobra.Command, f *pflag.Flag) string {
	kind := f.Value.Type()
	switch {
	case f.NoOptDefVal != "":
		return ""
	case strings.Contains(kind, "|") && !strings.HasPrefix(kind, "nonce"):
		return kind
	}
	return manual.Takes(strings.TrimPrefix(cmd.CommandPath(), "mpool "), f.Name)
}

// standardOf is what counts where a flag is not given; empty where that goes without saying.
func standardOf(f *pflag.Flag) string {
	switch f.DefValue {
	case "", "0", "false", "[]":
		return ""
	}
	return f.DefValue
}
