package main

import "github.com/spf13/cobra"

func newSwaps(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "swaps",
		Short: "Enable or disable swaps",
		Long: `While swaps are disabled nobody can trade with the pool. Joins and exits for all
tokens at once, in the pool's own proportions, remain possible.`,
		Example: "  mpool swaps disable fund\n  mpool swaps enable fund --fee-ramp 50%:0.3%:7d",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newSwapsEnable(a), newSwapsDisable(a))
	return cmd
}

func newSwapsEnable(a *app) *cobra.Command {
	return newOperation(a, "swaps enable", page{
		long: `enable lets everybody trade with the pool again. What prices and weights have moved
in the meantime is open to arbitrage at once, unless the swap fee is high in the
beginning: --fee-ramp 50%:0.3%:7d first starts a ramp from 50% to 0.3% in 7 days,
and then enables swaps. These are two transactions. Where only the first was mined,
mpool send goes on with the second of a plan that was written with --out, and this
command begins the ramp anew. Nothing is sent unless --broadcast is given.`,
		example: `  mpool swaps enable 0x… --fee-ramp 50%:0.3%:7d
  mpool swaps enable fund --fee-ramp 50%:now:3d --out plan.json
  mpool swaps enable --fee-ramp 50%:0.3%:7d --broadcast --account owner`,
	})
}

func newSwapsDisable(a *app) *cobra.Command {
	return newOperation(a, "swaps disable", page{
		long: `disable stops all trade with the pool. Joins and exits for all tokens at once, in the
pool's own proportions, remain possible. Nothing is sent unless --broadcast is given.`,
		example: `  mpool swaps disable 0x…
  mpool swaps disable fund --broadcast --account owner`,
	})
}
