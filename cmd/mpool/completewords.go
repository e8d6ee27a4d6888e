package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/findings"
	"mpool/internal/recipe"
	"mpool/internal/text"
)

// completeTopics adds the topics to what mpool help completes: cobra only knows commands.
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

// codes are the codes that mpool explain knows, with what they mean.
func codes() []string {
	var list []string
	for _, row := range findings.All() {
		list = append(list, cobra.CompletionWithDesc(row.Code, row.Meaning))
	}
	return list
}

// parameters are those of the recipe that the words name.
func parameters(words []string, _ string) ([]string, cobra.ShellCompDirective) {
	var list []string
	for _, one := range recipe.All() {
		if len(words) > 0 && one.Name == words[0] {
			for _, p := range one.Params {
				list = append(list, cobra.CompletionWithDesc(p.Name+"=", text.Clean(p.Usage, text.LineWidth)))
			}
		}
	}
	return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// pricesOf are files, and for outside prices the feeds of the configuration too; a flag of
// files alone is left to the shell.
func pricesOf(f *pflag.Flag) completer {
	if _, several := f.Value.(pflag.SliceValue); several {
		return nil
	}
	return func([]string, string) ([]string, cobra.ShellCompDirective) {
		return []string{"feeds"}, cobra.ShellCompDirectiveDefault
	}
}
