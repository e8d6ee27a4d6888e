package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/poolplan"
	"mpool/internal/request"
)

func newPool(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "pool",
		Short: "Keep a pool as its file says: import, plan, apply, drift",
		Long: `A pool file says in YAML how a pool should be; docs/poolfile.md has its fields. mpool does not
manage omitted fields. The chain is the only state: mpool stores nothing beside it.`,
		Example: "  mpool pool import treasury > pool.yaml\n  mpool pool plan pool.yaml\n  mpool pool apply pool.yaml --account owner",
	}
	k := &poolplan.Keeper{Settings: a.settings, Plans: a.plans, Open: a.inputs.Open, Inputs: a.inputs, Pending: a.clerk.Pending}
	cmd.AddCommand(newPoolImport(a, k), newPoolPlan(a, k), newPoolApply(a, k), newPoolDrift(a, k), newPoolValidate(a, k), newPoolFmt(a, k))
	return cmd
}

// poolCommand returns a command below pool.
func poolCommand(name string, args cobra.PositionalArgs, run func(cmd *cobra.Command, args []string) error) *cobra.Command {
	h := poolplan.HelpOf(name)
	cmd := &cobra.Command{Use: h.Use, Short: h.Short, Long: h.Long, Example: h.Example, Args: args, RunE: run}
	if len(h.Codes) > 0 {
		cmd.Long = withExitCodes(h.Long, h.Codes...)
	}
	return cmd
}

func newPoolImport(a *app, k *poolplan.Keeper) *cobra.Command {
	var members bool
	var out string
	cmd := poolCommand("import", cobra.MaximumNArgs(1), func(cmd *cobra.Command, args []string) error {
		client, pool, err := a.nodes.DialPool(cmd.Context(), args)
		if err != nil {
			return err
		}
		defer client.Close()
		return a.showResult(k.Import(cmd.Context(), client, pool.Address, members, out))
	})
	cmd.Flags().BoolVar(&members, "members", false, "read who is on the allowlist from the pool's events, and write them too")
	cmd.Flags().StringVarP(&out, "out", "o", "", "write the file here instead of to standard output")
	return cmd
}

// keepFile plans the changes of one file and, if the flags say so, sends them.
func (a *app) keepFile(cmd *cobra.Command, path string, k *poolplan.Keeper, flags *operationFlags) (*poolplan.View, error) {
	file, err := k.Read(cmd.Context(), path)
	if err != nil {
		return nil, err
	}
	args, err := file.Pool(a.settings)
	if err != nil {
		return nil, err
	}
	flags.words = []string{path}
	var v *poolplan.View
	err = a.operate(cmd, args, flags, func(ctx context.Context, client *chain.Client, before *ops.Snapshot) (op ops.Operation, err error) {
		if v, op, err = k.Make(ctx, client, before, file, &flags.sending.Override); err == nil {
			flags.asked = v
		}
		if err == nil && flags.keyLater && len(v.Steps) > 0 {
			err = flags.sending.Check(a.engine)
		}
		if err == nil && before.Pool.OwnerKind == ops.OwnerSafe && flags.broadcast && !flags.sending.Signer.Unlocked {
			flags.broadcast, v.OfSafe = false, true
		}
		return op, err
	})
	err = v.Refused(err, &flags.sending.Override)
	if err == nil && v.OfSafe {
		flags.broadcast = true
		err = a.proposeKept(cmd, v, k.Outside, flags)
	}
	if err == nil && flags.proof.Detailed && !v.Closed() {
		a.exit = failure.Changes
	}
	return v, err
}

func newPoolPlan(a *app, k *poolplan.Keeper) *cobra.Command {
	var flags operationFlags
	flags.sends = "mpool pool apply"
	cmd := poolCommand("plan", cobra.MinimumNArgs(1), func(cmd *cobra.Command, args []string) error {
		err := poolplan.OnlyOne(args, given(cmd, isRehearsal), given(cmd, nil))
		if err == nil && len(args) == 1 {
			flags.out, err = poolplan.OutOf(flags.out, args[0])
		}
		if err := errors.Join(err, flags.check(a)); err != nil {
			return err
		}
		if len(args) > 1 {
			return a.keepEach(cmd, args, k, poolplan.Each{Nodes: a.nodes, Dir: flags.out, Terms: flags.sending.Terms(), Plans: true}, flags.proof.Detailed)
		}
		_, err = a.keepFile(cmd, args[0], k, &flags)
		return err
	})
	addKeeping(a.plans, cmd, k, &flags)
	return cmd
}

// addPoolPrices adds the flags for the source of prices. A pool file must not choose its own source.
func addPoolPrices(cmd *cobra.Command, k *poolplan.Keeper) {
	cmd.Flags().StringArrayVar(&k.Outside, "price", nil, `outside price of a token that a Safe's transaction adds, such as "0x…=1 USDC"; repeatable`)
	cmd.Flags().StringVar(&k.Prices, "strategy-prices", "", "price file for the strategy, instead of the one that the pool file names; - for standard input")
	cmd.Flags().BoolVar(&k.AllowExec, "allow-exec", false, "run the command that the file names for prices; never with a file from a pull request")
}

func addKeeping(plans *planner.Planner, cmd *cobra.Command, k *poolplan.Keeper, flags *operationFlags) {
	cmd.Flags().BoolVar(&k.Reopen, "reopen", false, "also open what the file wants open, if nothing is half done")
	addPoolPrices(cmd, k)
	cmd.Flags().BoolVar(&k.Explain, "explain", false, "show what an attack on the prices of the strategy would take")
	flags.add(cmd)
	cmd.Flags().Lookup("broadcast").Hidden = true // plan never sends, and apply always does
	addCostFlags(cmd, plans)
	addManagerFlags(&flags.sending.Manager, cmd)
	addFields(cmd.Flags(), request.OverrideFields(&flags.sending.Override))
}

func newPoolApply(a *app, k *poolplan.Keeper) *cobra.Command {
	var flags operationFlags
	cmd := poolCommand("apply", cobra.MinimumNArgs(1), func(cmd *cobra.Command, args []string) error {
		if flags.out != "" {
			return failure.Usage("apply sends what it plans: --out is for mpool pool plan")
		}
		if err := k.Distinct(cmd.Context(), args); err != nil {
			return err
		}
		detailed := flags.proof.Detailed
		flags.broadcast, flags.keyLater, flags.proof.Detailed = true, true, false // so that the exit code also reports later changes
		asked := a.settings.Chain
		done := poolplan.Applied{}
		for i, path := range args {
			a.settings.Chain = asked // the previous file may be for another chain
			v, err := poolplan.Rounds(path, func() (*poolplan.View, error) { return a.keepFile(cmd, path, k, &flags) })
			if err != nil {
				return poolplan.NotApplied(err, args[i+1:])
			}
			done = append(done, v)
			if detailed && v.Left() {
				a.exit = failure.Changes
			}
		}
		if len(args) > 1 && !a.ui.Options.JSON {
			return a.show(done)
		}
		return nil
	})
	addKeeping(a.plans, cmd, k, &flags)
	return cmd
}

// given lists the names of the flags that were given and match such; nil matches all.
func given(cmd *cobra.Command, such func(*pflag.Flag) bool) (names []string) {
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if such == nil || such(f) {
			names = append(names, f.Name)
		}
	})
	return names
}

func newPoolDrift(a *app, k *poolplan.Keeper) *cobra.Command {
	cmd := poolCommand("drift", cobra.MinimumNArgs(1), func(cmd *cobra.Command, args []string) error {
		return a.keepEach(cmd, args, k, poolplan.Each{Nodes: a.nodes}, true)
	})
	addPoolPrices(cmd, k)
	return cmd
}

// keepEach compares several pools with their files. With detailed, a difference sets the exit code.
func (a *app) keepEach(cmd *cobra.Command, paths []string, k *poolplan.Keeper, each poolplan.Each, detailed bool) error {
	each.Key = func(s *ops.Snapshot) string { return a.stage.KeyFlag(s.ChainID, "", s.Pool.Owner) }
	all, err := k.Each(cmd.Context(), each, paths)
	if err := a.showResult(all, err); err != nil {
		return err
	}
	if all.Drifted() && detailed {
		a.exit = failure.Changes
	}
	return all.Failure()
}

func newPoolValidate(a *app, k *poolplan.Keeper) *cobra.Command {
	return poolCommand("validate", cobra.MinimumNArgs(1), func(cmd *cobra.Command, args []string) error { return a.showResult(k.Valid(cmd.Context(), args)) })
}

func newPoolFmt(a *app, k *poolplan.Keeper) *cobra.Command {
	var check bool
	cmd := poolCommand("fmt", cobra.ExactArgs(1), func(cmd *cobra.Command, args []string) error {
		tidy, same, err := k.Tidy(cmd.Context(), args[0], check)
		if check && err == nil && !same {
			a.exit = failure.Changes
		}
		return a.showResult(tidy, err)
	})
	cmd.Flags().BoolVar(&check, "check", false, "write nothing, and exit with 7 if the file is not formatted")
	return cmd
}
