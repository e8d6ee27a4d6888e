package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/manual"
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

// groupsOf sorts the flags of a command: those of its own, and the many that all
// operations have.
func groupsOf(cmd *cobra.Command) [4]pflag.FlagSet {
	shared, rehearses := sharedFlags(), cmd.Flags().Lookup("fork") != nil
	var groups [4]pflag.FlagSet
	for i := range groups {
		groups[i].SortFlags = false
	}
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name != "help" {
			groups[groupOf(f, shared, rehearses)].AddFlag(f)
		}
	})
	return groups
}

// groupOf is where a flag is explained. The pages of proof and reports are for commands that
// can mine on a fork; the others that have such a flag explain it themselves.
func groupOf(f *pflag.Flag, shared *pflag.FlagSet, rehearses bool) flagGroup {
	same := shared.Lookup(f.Name)
	switch {
	case isOwn(f) || same == nil || same.Usage != f.Usage:
		return ownGroup
	case !isRehearsal(same):
		return signingGroup
	case !rehearses:
		return ownGroup
	case isReport(f):
		return reportGroup
	}
	return proofGroup
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

// sharedFlags are those of every operation.
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
