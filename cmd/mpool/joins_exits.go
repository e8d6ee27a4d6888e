package main

import (
	"github.com/spf13/cobra"
)

func newJoinsExits(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "joins-exits",
		Short: "Enable or disable joins and exits",
		Long: `While joins and exits are disabled, liquidity providers can neither add to the pool
nor leave it. Only pools of the second generation have this switch.`,
		Example: "  mpool joins-exits disable fund\n  mpool joins-exits enable fund",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newJoinsExitsEnable(a), newJoinsExitsDisable(a))
	return cmd
}

func newJoinsExitsEnable(a *app) *cobra.Command {
	return newOperation(a, "joins-exits enable", page{
		long: `enable lets liquidity providers join and leave the pool again. Nothing is sent unless
--broadcast is given.`,
		example: "  mpool joins-exits enable 0x…\n  mpool joins-exits enable fund --broadcast --account owner",
	})
}

func newJoinsExitsDisable(a *app) *cobra.Command {
	return newOperation(a, "joins-exits disable", page{
		long: `disable locks liquidity providers in: no join and no exit is possible, not even a
proportional one. What still works are swaps, and exits in recovery mode once
Balancer's governance has enabled it. Nothing is sent unless --broadcast is given.`,
		example: "  mpool joins-exits disable 0x…\n  mpool joins-exits disable fund --broadcast --account owner",
	})
}
