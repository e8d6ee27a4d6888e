package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/manual"
)

// setHelp has the root's help fit one screen, and all others be pages of one layout.
func setHelp(root *cobra.Command) {
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		if cmd == root {
			fmt.Fprint(cmd.OutOrStdout(), manual.FirstScreen())
			return
		}
		fmt.Fprint(cmd.OutOrStdout(), helpPage(cmd))
	})
}

// helpPage is the help of a command.
func helpPage(cmd *cobra.Command) string {
	groups := groupsOf(cmd)
	page := manual.Page{
		Title: cmd.Short, Usage: cmd.UseLine(), Examples: cmd.Example, Prose: cmd.Long,
		Flags: flagsOf(cmd, &groups[ownGroup]), More: "More flags: mpool help " + strings.Join(topicsOf(&groups), "|"),
	}
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			page.Commands = append(page.Commands, manual.Row{Name: sub.Name(), Meaning: sub.Short})
		}
	}
	return page.String()
}

// topicsOf are the pages that explain a command's other flags.
func topicsOf(groups *[5]pflag.FlagSet) []string {
	var names []string
	for _, t := range topics() {
		if groups[t.group].HasAvailableFlags() {
			names = append(names, t.name)
		}
	}
	return append(names, "flags")
}
