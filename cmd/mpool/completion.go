package main

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/config"
	"mpool/internal/execution"
	"mpool/internal/flagvalue"
	"mpool/internal/journal"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/recall"
	"mpool/internal/recipe"
	"mpool/internal/text"
)

// completeValues has a shell complete values, and not only names: it is set up only
// where a shell asks.
func (a *app) completeValues(root *cobra.Command) {
	if a.shellAsks() {
		a.completeCommand(root)
	}
}

// shellAsks says whether a shell asks, by cobra's own protocol.
func (a *app) shellAsks() bool { return len(a.args) > 0 && strings.HasPrefix(a.args[0], "__complete") }

func (a *app) completeCommand(cmd *cobra.Command) {
	complete := func(f *pflag.Flag) {
		if values := a.valuesOf(f); values != nil {
			_ = cmd.RegisterFlagCompletionFunc(f.Name, a.asked(values)) // fails for a flag that has one
		}
	}
	cmd.PersistentFlags().VisitAll(complete)
	cmd.Flags().VisitAll(complete)
	if labels := labelsOf(cmd); len(labels) > 0 {
		cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
			a.loadQuietly(cmd)
			return a.nextWords(labels, args, begun)
		}
	}
	for _, sub := range cmd.Commands() {
		a.completeCommand(sub)
	}
}

// labelsOf are the words that a command takes, as its usage names them.
func labelsOf(cmd *cobra.Command) []string { return strings.Fields(cmd.Use)[1:] }

// loadQuietly reads the configuration: a shell that asks is told nothing of what is wrong
// with it.
func (a *app) loadQuietly(cmd *cobra.Command) {
	_ = a.settings.Load(config.Source{Flags: cmd.Flags(), Ended: a.ui.Stopped, Reads: a.inputs.Reads})
}

// asked are values for a flag.
func (a *app) asked(values completer) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
		a.loadQuietly(cmd)
		return values(args, word)
	}
}

// completer gives what can stand in the place of a word that is begun, behind others.
type completer func(words []string, begun string) ([]string, cobra.ShellCompDirective)

// valuesOf says what a flag can be; nil: only who types knows.
func (a *app) valuesOf(f *pflag.Flag) completer {
	fixed := func(of []string) completer {
		return func([]string, string) ([]string, cobra.ShellCompDirective) {
			return of, cobra.ShellCompDirectiveNoFileComp
		}
	}
	switch v := f.Value.(type) {
	case flagvalue.Choice:
		return fixed(v.Of)
	case *flagvalue.Choice:
		return fixed(v.Of)
	}
	switch f.Name {
	case "chain":
		return fixed(network.Names())
	case "override":
		return fixed(ops.PolicyNames())
	case "account", "manager-account":
		return fixed(a.opener.Accounts())
	case "token":
		return a.symbols("")
	case "to", "weights", "price":
		return a.symbols("=")
	}
	return nil
}

// symbols are the tokens of the pool that the words name, with what follows each. Behind a
// comma comes one that is not named yet.
func (a *app) symbols(behind string) completer {
	return func(words []string, begun string) ([]string, cobra.ShellCompDirective) {
		before := begun[:strings.LastIndex(begun, ",")+1]
		pool := common.Address{}
		if named, err := a.settings.ChoosePool(words[:min(len(words), 1)]); err == nil {
			pool = named.Address
		}
		var list []string
		for _, symbol := range (recall.Book{Dir: a.settings.StateFolder()}).Symbols(pool) {
			if !strings.Contains(","+before, ","+symbol+behind) {
				list = append(list, before+symbol+behind)
			}
		}
		if behind != "" {
			return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		}
		return list, cobra.ShellCompDirectiveNoFileComp
	}
}

// nextWords are what can come next behind a command. Where the pool may be left out, what
// comes behind it can come first too.
func (a *app) nextWords(labels, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	at := min(len(args), len(labels)-1)
	list, how := a.word(labels[at], args, begun)
	if len(args) == 0 && labels[0] == "[POOL]" && len(labels) > 1 {
		more, _ := a.word(labels[1], args, begun)
		list = append(list, more...)
	}
	return list, how
}

func (a *app) word(label string, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	switch label = strings.TrimSuffix(strings.Trim(label, "[]"), "..."); {
	case label == "NAME":
		return recipe.Names(), cobra.ShellCompDirectiveNoFileComp
	case label == "POOL":
		return a.poolNames(), cobra.ShellCompDirectiveNoFileComp
	case label == "ID":
		return a.records(), cobra.ShellCompDirectiveNoFileComp
	case strings.HasPrefix(label, "TOKEN="):
		return a.symbols("=")(args, begun)
	case strings.HasPrefix(label, "TOKEN"), label == "IN", label == "OUT":
		return a.symbols("")(args, begun)
	case strings.Contains(label, "PLAN"), strings.Contains(label, "FILE"), strings.Contains(label, "BATCH"), strings.Contains(label, "SIGNATURE"):
		return nil, cobra.ShellCompDirectiveDefault
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// poolNames are the pools of the configuration.
func (a *app) poolNames() []string {
	var names []string
	for _, pool := range a.settings.Pools {
		names = append(names, cobra.CompletionWithDesc(pool.Name, pool.Address.Hex()))
	}
	return names
}

// records are the operations that were sent, the latest first.
func (a *app) records() []string {
	entries, err := journal.List(a.settings.JournalDir())
	if err != nil {
		return nil
	}
	var names []string
	for i := len(entries) - 1; i >= 0; i-- {
		v := execution.NewOperationView(entries[i])
		what := v.Operation
		if v.Unfinished {
			what += ", unfinished"
		}
		names = append(names, cobra.CompletionWithDesc(v.ID, text.Clean(what, text.NameWidth)))
	}
	return names
}
