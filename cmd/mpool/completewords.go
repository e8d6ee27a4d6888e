package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/findings"
	"mpool/internal/glossary"
	"mpool/internal/recipe"
	"mpool/internal/text"
)

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

// codes lists the codes and the words that `mpool explain` knows, with their meanings.
func codes() []string {
	var list []string
	for _, term := range glossary.All() {
		list = append(list, cobra.CompletionWithDesc(term.Name, term.Meaning))
	}
	for _, row := range findings.All() {
		list = append(list, cobra.CompletionWithDesc(row.Code, row.Meaning))
	}
	return list
}

// parameters lists the parameters of the recipe named by the first word.
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

// pricesOf completes files, and also "feeds" for a flag that takes one source of prices. It returns nil
// for a flag that takes only files: the shell completes those.
func pricesOf(f *pflag.Flag) completer {
	if _, several := f.Value.(pflag.SliceValue); several {
		return nil
	}
	return func([]string, string) ([]string, cobra.ShellCompDirective) {
		return []string{"feeds"}, cobra.ShellCompDirectiveDefault
	}
}
