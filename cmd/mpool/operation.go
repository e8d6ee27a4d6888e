package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/batch"
	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/request"
)

// page is what the help of an operation says beside its flags.
type page struct{ long, example string }

// newOperation is the command of an operation: its words and flags are the request's. What
// more it takes, which is no part of the operation, is added behind those.
func newOperation(a *app, name string, help page, more ...func(*cobra.Command, *operationFlags)) *cobra.Command {
	r := request.New(name)
	var flags operationFlags
	cmd := &cobra.Command{
		Use: usageOf(r), Short: r.Short, Long: help.long, Example: help.example, Args: countOf(r),
		RunE: func(cmd *cobra.Command, words []string) error { return a.ask(cmd, words, r, &flags) },
	}
	addFields(cmd.Flags(), r.Fields)
	if cmd.Flags().Lookup("from") != nil {
		flags.addWithSender(cmd)
	} else {
		flags.add(cmd)
	}
	for _, add := range more {
		add(cmd, &flags)
	}
	return cmd
}

// ask does what a command line asks for.
func (a *app) ask(cmd *cobra.Command, words []string, r *request.Request, flags *operationFlags) error {
	args, err := r.Words(words, a.settings)
	if err != nil {
		return err
	}
	if err := r.Check(cmd.Context(), request.Source{Settings: a.settings, Open: a.openInput}); err != nil {
		return err
	}
	flags.sending.Override = r.Override
	err = a.operate(cmd, args, flags, func(ctx context.Context, client *chain.Client, before *ops.Snapshot) (ops.Operation, error) {
		return r.Build(ctx, request.On(client, a.plans, before))
	})
	if r.TakesAddresses() {
		return a.tookForPool(cmd, words, args, err)
	}
	return err
}

// usageOf is the line that help shows: "fee-set [POOL] FEE".
func usageOf(r *request.Request) string {
	names := strings.Fields(r.Name)
	words := []string{names[len(names)-1], "[POOL]"}
	for _, f := range r.Fields {
		if f.Place != batch.Flag {
			words = append(words, f.Label)
		}
	}
	return strings.Join(words, " ")
}

// countOf is how many words may stand behind the command's name. Where the request itself
// says what is missing, any number below is let through.
func countOf(r *request.Request) cobra.PositionalArgs {
	for _, f := range r.Fields {
		switch {
		case f.Place == batch.Joined:
			return cobra.MaximumNArgs(2)
		case f.Place == batch.Words && f.Kind == batch.Pairs:
			return cobra.ArbitraryArgs
		case f.Place == batch.Words && f.Kind == batch.List:
			return cobra.MinimumNArgs(1)
		case f.Place == batch.Words:
			return cobra.RangeArgs(1, 2)
		}
	}
	return cobra.MaximumNArgs(1)
}

// addFields makes flags of the fields that have a name on the command line.
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

// Type is how --help names a value.
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

// listFlag is one that may be there several times.
type listFlag struct {
	fieldFlag
	pflag.SliceValue
}
