package main

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/answer"
	"mpool/internal/failure"
	"mpool/internal/flagvalue"
	"mpool/internal/nearest"
	"mpool/internal/text"
)

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:           "mpool",
		Short:         "Read and change Balancer V2 Managed Pools",
		Version:       versionText(),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.ArbitraryArgs, // for the error about an unknown command below
	}
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return cmd.Help()
		}
		return unknownCommand(cmd, args[0])
	}
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if shellAsks(a.args) {
			return nil
		}
		return a.load(cmd, false)
	}
	a.ui.Options.JSON = answer.WantsJSON(a.args)
	addGlobalFlags(root.PersistentFlags(), a)
	root.AddCommand(newTopics(root)...)
	root.AddCommand(newMan())
	a.addCommands(root)
	a.watch(root)
	setHelp(root)
	a.completeValues(root)
	refineCobra(root)
	return root
}

func addGlobalFlags(flags *pflag.FlagSet, a *app) {
	g := &a.ui.Options
	g.Color = "auto"
	addSettingFlags(flags, "rpc_url", "rpc_timeout", "rpc_headers", "chain", "tz")
	flags.String("config", "", "configuration file [MPOOL_CONFIG]")
	flags.BoolVar(&g.JSON, "json", g.JSON, "write one JSON document")
	flags.Var(&a.result.Filter, "jq", "write what this jq expression makes of the JSON document, text as it is: .data.pool.name")
	flags.Var(flagvalue.Choice{Value: &g.Color, Of: []string{"auto", "always", "never"}}, "color", "auto, always or never")
	flags.BoolVarP(&g.Quiet, "quiet", "q", false, "only results, warnings and errors")
	flags.CountVarP(&g.Verbose, "verbose", "v", "more output; repeatable")
	flags.BoolVar(&g.Wide, "wide", false, "do not shorten tables and addresses")
	flags.BoolVar(&g.NoInput, "no-input", false, "never ask; fail instead")
	flags.BoolVar(&a.plans.Reads.PoolUnproven, "pool-unproven", false, "plan for a pool that was not created by a known Balancer factory")
}

// watch notes that a command's arguments were accepted; earlier errors are about how it was typed. It
// also sets the command's error messages and the order of its flags.
func (a *app) watch(cmd *cobra.Command) {
	if inner := cmd.RunE; inner != nil {
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			a.result.Reached, a.engine.Command = true, cmd.CommandPath()
			a.result.Sends = cmd.Flags().Lookup("confirmations") != nil
			return inner(cmd, args)
		}
	}
	if codes := operationExitCodes(cmd); len(codes) > 0 {
		cmd.Long = withExitCodes(cmd.Long, codes...)
	}
	checkWords(cmd)
	cmd.SuggestFor = nearest.Meant(cmd.CommandPath())
	cmd.Flags().SortFlags = false // in the order of definition
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if words := cmd.Flags().Args(); isGroup(cmd, words) { // the flags are those of a command that mpool does not know
			return unknownCommand(cmd, words[0])
		}
		return failure.Usage("%s", wrongFlag(err)).Because(err).WithHint("%s", flagHint(cmd, err))
	})
	for _, sub := range cmd.Commands() {
		a.watch(sub)
	}
}

// wrongFlag replaces Go's message about a value that is not a number.
func wrongFlag(err error) string {
	var wrong *pflag.InvalidValueError
	var number *strconv.NumError
	if !errors.As(err, &wrong) || !errors.As(err, &number) {
		return err.Error()
	}
	kind := "a valid number"
	if wrong.GetFlag().Value.Type() == "bool" {
		kind = "true or false"
	}
	return fmt.Sprintf("--%s: %s is not %s", wrong.GetFlag().Name, text.Quote(wrong.GetValue()), kind)
}

// flagHint suggests the flag that was probably meant, otherwise the help.
func flagHint(cmd *cobra.Command, err error) string {
	var unknown *pflag.NotExistError
	name := ""
	if errors.As(err, &unknown) {
		name = unknown.GetSpecifiedName()
		var known []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				known = append(known, f.Name)
			}
		})
		if like := nearest.Word(name, known); like != "" {
			return "did you mean: --" + like
		}
	}
	return cmp.Or(movedHint(cmd, name), cmd.CommandPath()+" --help")
}
