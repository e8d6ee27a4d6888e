package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/completion"
	"mpool/internal/config"
	"mpool/internal/flagvalue"
)

// completions completes the values of flags and arguments in a shell.
type completions struct {
	book   completion.Book
	source config.Source
}

// completeValues registers the completions if the shell asks for one.
func (a *app) completeValues(root *cobra.Command) {
	if shellAsks(a.args) {
		c := &completions{completion.Book{Settings: a.settings, Accounts: a.opener.Accounts}, config.Source{Ended: a.ui.Stopped, Reads: a.inputs.Reads}}
		c.command(root)
		completeTopics(root)
	}
}

// shellAsks reports whether the shell asks for completions, which cobra marks by the first argument.
func shellAsks(args []string) bool { return len(args) > 0 && strings.HasPrefix(args[0], "__complete") }

func (c *completions) command(cmd *cobra.Command) {
	complete := func(f *pflag.Flag) {
		if values := c.valuesOf(f); values != nil {
			_ = cmd.RegisterFlagCompletionFunc(f.Name, c.asked(values)) // fails for a flag that already has one
		}
	}
	cmd.PersistentFlags().VisitAll(complete)
	cmd.Flags().VisitAll(complete)
	if path, labels := cmd.CommandPath(), labelsOf(cmd); len(labels) > 0 {
		cmd.ValidArgsFunction = c.asked(func(words []string, begun string) completion.Words {
			return c.book.Argument(path, labels, words, begun)
		})
	}
	for _, sub := range cmd.Commands() {
		c.command(sub)
	}
}

// labelsOf returns the names of a command's arguments from its usage line.
func labelsOf(cmd *cobra.Command) []string { return strings.Fields(cmd.Use)[1:] }

// loadQuietly reads the configuration and ignores errors: a shell that completes a word has no place
// for them.
func (c *completions) loadQuietly(cmd *cobra.Command) {
	source := c.source
	source.Flags = cmd.Flags()
	_ = c.book.Settings.Load(source)
}

// asked loads the configuration, then completes a word.
func (c *completions) asked(values completion.Completer) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
		c.loadQuietly(cmd)
		found := values(args, word)
		how := cobra.ShellCompDirectiveDefault
		if !found.Files {
			how |= cobra.ShellCompDirectiveNoFileComp
		}
		if found.Open {
			how |= cobra.ShellCompDirectiveNoSpace
		}
		return found.List, how
	}
}

// valuesOf returns the completer of a flag; nil: mpool knows no values.
func (c *completions) valuesOf(f *pflag.Flag) completion.Completer {
	switch v := f.Value.(type) {
	case flagvalue.Choice:
		return completion.Fixed(v.Of...)
	case *flagvalue.Choice:
		return completion.Fixed(v.Of...)
	}
	_, several := f.Value.(pflag.SliceValue)
	return c.book.Flag(f.Name, several)
}
