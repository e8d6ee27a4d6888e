package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/manual"
	"mpool/internal/planner"
	"mpool/internal/rehearsal"
)

// flagGroup is the page on which a flag of an operation is explained.
type flagGroup int

const (
	ownGroup flagGroup = iota
	signingGroup
	proofGroup
	reportGroup
	costGroup
)

// groupsOf sorts a command's flags by the page that explains them: its own, or a page of shared flags.
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

// kinds holds the shared flags, and whether the command signs and can use a fork. A command that does
// not refer to a page explains the flags of that page itself.
type kinds struct {
	shared, cost     *pflag.FlagSet
	signs, rehearses bool
}

func kindsOf(cmd *cobra.Command) kinds {
	return kinds{sharedFlags(), costFlags(), cmd.Flags().Lookup("ledger") != nil, cmd.Flags().Lookup("fork") != nil}
}

// group returns the page on which a flag is explained.
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

// either returns group if has is true, otherwise the command's own flags.
func either(has bool, group flagGroup) flagGroup {
	if has {
		return group
	}
	return ownGroup
}

// isIn reports whether f is the flag in many, and not another flag with the same name.
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

// costFlags returns the flags about the cost of a weight change.
func costFlags() *pflag.FlagSet {
	var cmd cobra.Command
	addCostFlags(&cmd, new(planner.Planner))
	return cmd.Flags()
}

// ownFlag marks a flag of one command whose name is also a shared flag with another meaning.
const ownFlag = "own"

func isOwn(f *pflag.Flag) bool {
	_, marked := f.Annotations[ownFlag]
	return marked
}

// isOperation reports whether a command changes a pool, and so has the shared flags of operations.
func isOperation(cmd *cobra.Command) bool { return len(operationExitCodes(cmd)) > 0 }

// flagsOf converts flags for the help of a command; hidden flags are omitted.
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

// takes returns the placeholder of a flag's value: the allowed words, or the name that the manual gives
// it.
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

// standardOf returns a flag's default for the help; empty for zero values, which need no mention.
func standardOf(f *pflag.Flag) string {
	switch f.DefValue {
	case "", "0", "false", "[]":
		return ""
	}
	return f.DefValue
}
