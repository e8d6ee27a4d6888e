package main

import "github.com/spf13/cobra"

// completeTopics lets `mpool help` complete topics too: cobra completes only commands.
func completeTopics(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() != "help" {
			continue
		}
		commands := cmd.ValidArgsFunction
		cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
			list, how := commands(cmd, args, begun)
			for _, topic := range root.Commands() {
				if len(args) == 0 && topic.IsAdditionalHelpTopicCommand() {
					list = append(list, cobra.CompletionWithDesc(topic.Name(), topic.Short))
				}
			}
			return list, how
		}
	}
}
