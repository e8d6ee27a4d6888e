package main

import (
	"context"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/poolplan"
	"mpool/internal/recipe"
	"mpool/internal/request"
)

func newRecipe(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "recipe",
		Short:   "Batches for what owners do often: list, show, apply",
		Long:    "A recipe is a batch of operations as a template with parameters, and a guide.",
		Example: "  mpool recipe list\n  mpool recipe show rebalance\n  mpool recipe apply rebalance treasury --set to=WETH=45%,USDC=25%,WBTC=20%,DAI=rest > batch.yaml\n  mpool dry-run batch.yaml",
	}
	list := &cobra.Command{
		Use: "list", Short: "Name the recipes", Long: withExitCodes("list names the recipes, each with a line.", 0, 1, 2),
		Example: "  mpool recipe list\n  mpool recipe list --json", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return a.show(recipe.List(recipe.All())) },
	}
	show := &cobra.Command{
		Use: "show NAME", Short: "Explain a recipe and its parameters", Long: withExitCodes("show explains when to use a recipe, what it does and what it takes.", 0, 1, 2),
		Example: "  mpool recipe show add-safely\n  mpool recipe show rebalance --json", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.showResult(poolplan.ShowRecipe(args[0]))
		},
	}
	cmd.AddCommand(list, show, newRecipeApply(a))
	return cmd
}

func newRecipeApply(a *app) *cobra.Command {
	var flags operationFlags
	var typed []string
	var step int
	cmd := &cobra.Command{
		Use:   "apply NAME [POOL]",
		Short: "Fill a recipe for a pool: a batch, or one step of it as a plan",
		Long: `apply fills a recipe for the pool as it is and prints the batch, or writes it with --out;
mpool dry-run tries it out. With --step N it plans the batch's operation N as its own command does, and
with --broadcast sends it. mpool does not wait for the time of a step: send it when it is due.`,
		Example: `  mpool recipe apply rebalance treasury --set to=WETH=45%,USDC=25%,WBTC=20%,DAI=rest --out batch.yaml
  mpool recipe apply pause-and-reopen treasury --set end_fee=0.3% > batch.yaml
  mpool recipe apply pause-and-reopen treasury --set end_fee=0.3% --step 1 --broadcast --account owner`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			from := request.Source{Settings: a.settings, Open: a.inputs.Noting(request.Below)}
			if step > 0 {
				if flags.words = args; len(args) == 1 && a.settings.Pool != "" {
					flags.words = append(flags.words, a.settings.Pool)
				}
				return a.operate(cmd, args[1:], &flags, func(ctx context.Context, client *chain.Client, before *ops.Snapshot) (ops.Operation, error) {
					return poolplan.RecipeStep(ctx, request.On(client, a.plans, before), from, args[0], typed, step)
				})
			}
			if err := poolplan.CheckFill(given(cmd, func(f *pflag.Flag) bool { return cmd.InheritedFlags().Lookup(f.Name) == nil }), flags.out); err != nil {
				return err
			}
			client, pool, err := a.nodes.DialPool(cmd.Context(), args[1:])
			if err != nil {
				return err
			}
			defer client.Close()
			before, err := a.plans.Reads.At(cmd.Context(), client, pool.Address, chain.Latest())
			if err != nil {
				return err
			}
			return a.showResult(poolplan.FillRecipe(cmd.Context(), before, from, args[0], typed, flags.out))
		},
	}
	cmd.Flags().StringArrayVar(&typed, "set", nil, "a parameter's value: duration=7d; repeatable")
	cmd.Flags().IntVar(&step, "step", 0, "plan operation N of the batch, counted from 1")
	flags.add(cmd)
	addCostFlags(cmd, a.plans)
	addManagerFlags(&flags.sending.Manager, cmd)
	addFields(cmd.Flags(), request.OverrideFields(&flags.sending.Override))
	return cmd
}
