package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// groupFlags has the help of a command that changes a pool begin with the flags
// that are its own: the many that say how to sign, to send and to try out are
// the same everywhere.
func groupFlags(root *cobra.Command) {
	standard := root.UsageFunc()
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		if len(operationExitCodes(cmd)) > 0 || cmd.Flags().Lookup("fork") != nil {
			cmd.SetUsageTemplate(strings.Replace(cmd.UsageTemplate(), usualFlags, flagGroups(cmd), 1))
		}
		return standard(cmd)
	})
}

// usualFlags is how cobra's template shows the flags of a command.
const usualFlags = "Flags:\n{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}"

func flagGroups(cmd *cobra.Command) string {
	shared := sharedFlags()
	var groups [3]pflag.FlagSet
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		switch {
		case isRehearsal(f):
			groups[2].AddFlag(f)
		case !isOwn(f) && (f.Name == "help" || f.Name == senderFlag || shared.Lookup(f.Name) != nil):
			groups[1].AddFlag(f)
		default:
			groups[0].AddFlag(f)
		}
	})
	var parts []string
	for i, title := range []string{"Flags", "Signing and sending", "Proof and reports"} {
		groups[i].SortFlags = false
		if groups[i].HasAvailableFlags() {
			parts = append(parts, title+":\n"+strings.TrimRight(groups[i].FlagUsages(), " \n"))
		}
	}
	return strings.Join(parts, "\n\n")
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
