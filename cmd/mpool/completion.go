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
	"mpool/internal/keyring"
	"mpool/internal/network"
	"mpool/internal/policy"
	"mpool/internal/recall"
	"mpool/internal/recipe"
	"mpool/internal/text"
)

// completion completes the values of flags and arguments in a shell.
type completion struct {
	settings *config.Settings
	opener   *keyring.Opener
	source   config.Source
}

// completeValues registers the completions if the shell asks for one.
func (a *app) completeValues(root *cobra.Command) {
	if shellAsks(a.args) {
		c := &completion{a.settings, a.opener, config.Source{Ended: a.ui.Stopped, Reads: a.inputs.Reads}}
		c.command(root)
		completeTopics(root)
	}
}

// shellAsks reports whether the shell asks for completions, which cobra marks by the first argument.
func shellAsks(args []string) bool { return len(args) > 0 && strings.HasPrefix(args[0], "__complete") }

func (c *completion) command(cmd *cobra.Command) {
	complete := func(f *pflag.Flag) {
		if values := c.valuesOf(f); values != nil {
			_ = cmd.RegisterFlagCompletionFunc(f.Name, c.asked(values)) // fails for a flag that already has one
		}
	}
	cmd.PersistentFlags().VisitAll(complete)
	cmd.Flags().VisitAll(complete)
	if labels := labelsOf(cmd); len(labels) > 0 {
		cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
			c.loadQuietly(cmd)
			return c.nextWords(labels, args, begun)
		}
	}
	for _, sub := range cmd.Commands() {
		c.command(sub)
	}
}

// labelsOf returns the names of a command's arguments from its usage line.
func labelsOf(cmd *cobra.Command) []string { return strings.Fields(cmd.Use)[1:] }

// loadQuietly reads the configuration and ignores errors: a shell that completes a word has no place
// for them.
func (c *completion) loadQuietly(cmd *cobra.Command) {
	source := c.source
	source.Flags = cmd.Flags()
	_ = c.settings.Load(source)
}

// asked loads the configuration, then completes a flag's value.
func (c *completion) asked(values completer) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
		c.loadQuietly(cmd)
		return values(args, word)
	}
}

// completer returns the possible values of the word that begins with begun. words are the arguments
// before it.
type completer func(words []string, begun string) ([]string, cobra.ShellCompDirective)

// valuesOf returns the completer of a flag; nil: mpool knows no values.
func (c *completion) valuesOf(f *pflag.Flag) completer {
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
		return fixed(policy.PolicyNames())
	case "account", "manager-account":
		return fixed(c.opener.Accounts())
	case "until":
		return fixed([]string{"weights", "fee", "time=", "breaker", "breaker="})
	case "others":
		return fixed([]string{"keep", "scale"})
	case "arb":
		return fixed([]string{"every:1", "poisson:12s", "off"})
	case "signer-api":
		return fixed([]string{"clef", "web3signer"})
	case "mint", "burn":
		return fixed([]string{"none", "fair"})
	case "prices":
		return pricesOf(f)
	case "set":
		return parameters
	case "token", "in", "gas-token":
		return c.symbols("")
	case "to", "weights", "price":
		return c.symbols("=")
	}
	return nil
}

// symbols completes token symbols of the pool that the first word names, each followed by behind. After
// a comma it offers only the tokens that are not named yet.
func (c *completion) symbols(behind string) completer {
	return func(words []string, begun string) ([]string, cobra.ShellCompDirective) {
		before := begun[:strings.LastIndex(begun, ",")+1]
		pool := common.Address{}
		if named, err := c.settings.ChoosePool(words[:min(len(words), 1)]); err == nil {
			pool = named.Address
		}
		var list []string
		for _, symbol := range (recall.Book{Dir: c.settings.StateFolder()}).Symbols(pool) {
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

// nextWords completes the next argument. If the optional pool comes first, it also offers what may
// follow the pool.
func (c *completion) nextWords(labels, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	at := min(len(args), len(labels)-1)
	list, how := c.word(labels[at], args, begun)
	if len(args) == 0 && labels[0] == "[POOL]" && len(labels) > 1 {
		more, _ := c.word(labels[1], args, begun)
		list = append(list, more...)
	}
	return list, how
}

func (c *completion) word(label string, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	switch label = strings.TrimSuffix(strings.Trim(label, "[]"), "..."); {
	case label == "NAME":
		return recipe.Names(), cobra.ShellCompDirectiveNoFileComp
	case label == "POOL":
		return c.poolNames(), cobra.ShellCompDirectiveNoFileComp
	case label == "WHAT":
		return codes(), cobra.ShellCompDirectiveNoFileComp
	case label == "ID":
		return c.records(), cobra.ShellCompDirectiveNoFileComp
	case strings.HasPrefix(label, "TOKEN="):
		return c.symbols("=")(args, begun)
	case strings.HasPrefix(label, "TOKEN"), label == "IN", label == "OUT":
		return c.symbols("")(args, begun)
	case strings.Contains(label, "PLAN"), strings.Contains(label, "FILE"), strings.Contains(label, "BATCH"), strings.Contains(label, "SIGNATURE"):
		return nil, cobra.ShellCompDirectiveDefault
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// poolNames lists the pools of the configuration.
func (c *completion) poolNames() []string {
	var names []string
	for _, pool := range c.settings.Pools {
		names = append(names, cobra.CompletionWithDesc(pool.Name, pool.Address.Hex()))
	}
	return names
}

// records lists the operations in the record, the latest first.
func (c *completion) records() []string {
	entries, err := journal.List(c.settings.JournalDir())
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
