package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/rehearsal"
)

// flagGroup is where a flag of an operation is explained.
type flagGroup int

const (
	ownGroup flagGroup = iota
	signingGroup
	proofGroup
	reportGroup
)

// groupsOf sorts the flags of a command into its own and the shared groups of all
// operations.
func groupsOf(cmd *cobra.Command) [4]pflag.FlagSet {
	shared := sharedFlags()
	var groups [4]pflag.FlagSet
	for i := range groups {
		groups[i].SortFlags = false
	}
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) { groups[groupOf(f, shared)].AddFlag(f) })
	return groups
}

func groupOf(f *pflag.Flag, shared *pflag.FlagSet) flagGroup {
	switch {
	case isReport(f):
		return reportGroup
	case isRehearsal(f):
		return proofGroup
	case !isOwn(f) && (f.Name == "help" || f.Name == senderFlag || shared.Lookup(f.Name) != nil):
		return signingGroup
	}
	return ownGroup
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

// ownFlag marks a flag that is a command's own, though others have one of that name for
// something else.
const ownFlag = "own"

func isOwn(f *pflag.Flag) bool {
	_, marked := f.Annotations[ownFlag]
	return marked
}

// isOperation says whether a command changes a pool, and has the flags of all that do.
func isOperation(cmd *cobra.Command) bool { return len(operationExitCodes(cmd)) > 0 }

// helpColumns is how wide the flags are in help.
const helpColumns = 100

func usages(flags *pflag.FlagSet) string {
	return strings.TrimRight(flags.FlagUsagesWrapped(helpColumns), " \n")
}
