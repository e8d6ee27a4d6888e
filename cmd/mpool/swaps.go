package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/ops"
)

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
	var ramp string
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "enable [POOL]",
		Short: "Enable swaps, behind a swap fee that falls",
		Long: `enable lets everybody trade with the pool again. What prices and weights have moved
in the meantime is open to arbitrage at once, unless the swap fee is high in the
beginning: --fee-ramp 50%:0.3%:7d first starts a ramp from 50% to 0.3% in 7 days,
and then enables swaps. These are two transactions. Where only the first was mined,
mpool send goes on with the second of a plan that was written with --out, and this
command begins the ramp anew. Nothing is sent unless --broadcast is given.`,
		Example: `  mpool swaps enable 0x… --fee-ramp 50%:0.3%:7d
  mpool swaps enable fund --fee-ramp 50%:now:3d --out plan.json
  mpool swaps enable --fee-ramp 50%:0.3%:7d --broadcast --account owner`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return buildSwapsEnable(on.before, ramp)
			})
		},
	}
	cmd.Flags().StringVar(&ramp, "fee-ramp", "", "swap fee from the start to the end and the time between: 50%:0.3%:7d")
	addOverrideFlags(&flags.sending.Override, cmd.Flags())
	flags.add(cmd)
	return cmd
}

func buildSwapsEnable(before *ops.Snapshot, ramp string) (ops.Operation, error) {
	op := ops.SetSwaps{Enabled: true}
	if ramp == "" {
		return op, nil
	}
	parsed, err := ops.ParseFeeRamp(ramp, before)
	if err != nil {
		return nil, failure.Usage("--fee-ramp: %s", err)
	}
	op.FeeRamp = &parsed
	return op, nil
}

func newSwapsDisable(a *app) *cobra.Command {
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "disable [POOL]",
		Short: "Disable swaps",
		Long: `disable stops all trade with the pool. Joins and exits for all tokens at once, in the
pool's own proportions, remain possible. Nothing is sent unless --broadcast is given.`,
		Example: `  mpool swaps disable 0x…
  mpool swaps disable fund --broadcast --account owner`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.operate(cmd, args, &flags, func(*target) (ops.Operation, error) { return ops.SetSwaps{}, nil })
		},
	}
	flags.add(cmd)
	return cmd
}
