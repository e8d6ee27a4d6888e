package main

import (
	"context"
	"errors"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/batch"
	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/flagvalue"
	"mpool/internal/keyring"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/request"
)

// newOperation returns the command of an operation.
func newOperation(a *app, name string) *cobra.Command {
	return asking(a, request.New(name), a.ask)
}

// asking returns a command with a request's usage, help and flags. do runs it.
func asking(a *app, r *request.Request, do func(*cobra.Command, []string, *request.Request, *operationFlags) error) *cobra.Command {
	var flags operationFlags
	var unset error // what is wrong with the settings; reported together with wrong arguments
	cmd := &cobra.Command{
		Use: r.Usage(), Short: r.Short, Long: r.Long, Example: r.Example, Args: cobra.RangeArgs(r.Count()),
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			unset = a.load(cmd, false)
			return nil
		},
		RunE: func(cmd *cobra.Command, words []string) error {
			if unset != nil {
				return a.alsoTyped(cmd.Context(), words, r, unset)
			}
			return do(cmd, words, r, &flags)
		},
	}
	addFields(cmd.Flags(), r.Fields)
	if cmd.Flags().Lookup("from") != nil {
		flags.addWithSender(cmd)
	} else {
		flags.add(cmd)
	}
	if r.Managed {
		addManagerFlags(&flags.sending.Manager, cmd)
	}
	if r.Priced {
		addCostFlags(cmd, a.plans)
	}
	return cmd
}

// ofRun marks a flag about the output of a command that is not part of the operation.
const ofRun = "of a run"

// addCostFlags adds the flags that say how the cost of a weight change is computed.
func addCostFlags(cmd *cobra.Command, plans *planner.Planner) {
	addPriceFlags(cmd.Flags())
	cmd.Flags().Var(flagvalue.Yearly{Value: &plans.Volatility}, "volatility", "also show the cost with moving prices at this yearly volatility: 80%")
	cmd.Flags().StringSliceVar(&plans.Prices, "prices", nil, "also show the cost at past prices: files with each token's price, as mpool backtest takes them; repeatable")
	for _, name := range []string{"volatility", "prices"} {
		cmd.Flags().Lookup(name).Annotations = map[string][]string{ofRun: nil}
	}
}

// take parses the arguments into the request. It returns them with the configured pool first if POOL
// was omitted.
func (a *app) take(ctx context.Context, words []string, r *request.Request, flags *operationFlags) ([]string, error) {
	args, noWords := r.Words(words, a.settings)
	wrong := r.Check(ctx, request.Source{Settings: a.settings, Open: a.inputs.Open, Zone: a.settings.Zone()})
	flags.sending.Override, flags.words = r.Override, args
	return args, failure.Together(noWords, wrong)
}

// alsoTyped adds wrong arguments and flags to an error about settings, so that one message has all
// mistakes. The pool cannot be checked without the settings.
func (a *app) alsoTyped(ctx context.Context, words []string, r *request.Request, unset error) error {
	var known *failure.Failure
	if !errors.As(unset, &known) || known.Exit != failure.Misuse {
		return unset
	}
	_, _ = r.Words(words, a.settings)
	return failure.Together(unset, r.Check(ctx, request.Source{Settings: a.settings, Open: a.inputs.Open, Zone: time.UTC}))
}

// ask plans, and perhaps sends, the operation of a command line.
func (a *app) ask(cmd *cobra.Command, words []string, r *request.Request, flags *operationFlags) error {
	args, wrong := a.take(cmd.Context(), words, r, flags)
	var noPool error
	if wrong == nil && !r.TakesAddresses() {
		_, noPool = a.settings.ChoosePool(args)
	}
	if err := failure.Together(wrong, noPool, flags.check(a)); err != nil {
		return err
	}
	err := a.operate(cmd, args, flags, func(ctx context.Context, client *chain.Client, before *ops.Snapshot) (ops.Operation, error) {
		return build(ctx, a.opener, r, request.On(client, a.plans, before), flags)
	})
	if r.TakesAddresses() {
		return tookForPool(a.settings, cmd, words, args, err)
	}
	return err
}

// build builds the operation. An account that is not named is the one whose key signs.
func build(ctx context.Context, opener *keyring.Opener, r *request.Request, on *request.Target, flags *operationFlags) (ops.Operation, error) {
	on.Signs = func(ctx context.Context) (common.Address, error) { return opener.Account(ctx, flags.sending.Signer) }
	return r.Build(ctx, on)
}

// addFields adds a flag for each field that is a flag on the command line.
func addFields(flags *pflag.FlagSet, fields []request.Field) {
	for _, f := range fields {
		if f.Place == batch.Flag {
			flags.AddFlag(flagOf(f))
		}
	}
}

func flagOf(f request.Field) *pflag.Flag {
	var value pflag.Value = fieldFlag{f}
	if list, is := f.Value.(pflag.SliceValue); is {
		value = listFlag{fieldFlag{f}, list}
	}
	flag := &pflag.Flag{Name: f.Name, Usage: f.Usage, Value: value, DefValue: value.String(), Hidden: f.Old, Annotations: map[string][]string{ownFlag: nil}}
	if f.Kind == batch.Switch {
		flag.NoOptDefVal = "true"
	}
	return flag
}

// fieldFlag is a field of a request as a flag.
type fieldFlag struct{ request.Field }

func (f fieldFlag) Set(words string) error { return f.Value.Set(words) }

func (f fieldFlag) String() string { return f.Value.String() }

// Type returns the kind of value that pflag expects.
func (f fieldFlag) Type() string {
	switch {
	case f.Takes != "":
		return f.Takes
	case f.Kind == batch.Switch:
		return "bool"
	case f.Commas:
		return "stringSlice"
	case f.Kind == batch.List:
		return "stringArray"
	}
	return "string"
}

// listFlag is a flag that may be repeated.
type listFlag struct {
	fieldFlag
	pflag.SliceValue
}
