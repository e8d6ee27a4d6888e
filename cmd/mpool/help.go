package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/manual"
)

// setHelp sets the help of all commands: the root's fits one screen, the others have one layout.
func setHelp(root *cobra.Command) {
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		if helpOfUnknown(cmd) != nil {
			return // run says so
		}
		if cmd == root {
			fmt.Fprint(cmd.OutOrStdout(), manual.FirstScreen(commandsOf(root)))
			return
		}
		fmt.Fprint(cmd.OutOrStdout(), helpPage(cmd))
	})
}

// helpPage returns the help of a command.
func helpPage(cmd *cobra.Command) string {
	groups := groupsOf(cmd)
	return manual.Page{
		Title: cmd.Short, Usage: cmd.UseLine(), Examples: cmd.Example, Prose: cmd.Long, Commands: commandsOf(cmd),
		Flags: flagsOf(cmd, &groups[ownGroup]), More: "More flags: mpool help " + strings.Join(topicsOf(&groups), "|"),
	}.String()
}

// commandsOf are the commands below a command.
func commandsOf(cmd *cobra.Command) (rows []manual.Row) {
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			rows = append(rows, manual.Row{Name: sub.Name(), Meaning: sub.Short})
		}
	}
	return rows
}

// topicsOf returns the names of the pages that explain a command's shared flags.
func topicsOf(groups *[5]pflag.FlagSet) []string {
	var names []string
	for _, t := range topics() {
		if groups[t.group].HasAvailableFlags() {
			names = append(names, t.name)
		}
	}
	return append(names, "flags")
}
