package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/ops"
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
	enable := newJoinsExitsSwitch(a, true)
	enable.Use, enable.Short = "enable [POOL]", "Enable joins and exits"
	enable.Long = `enable lets liquidity providers join and leave the pool again. Nothing is sent unless
--broadcast is given.`
	enable.Example = "  mpool joins-exits enable 0x…\n  mpool joins-exits enable fund --broadcast --account owner"
	disable := newJoinsExitsSwitch(a, false)
	disable.Use, disable.Short = "disable [POOL]", "Disable joins and exits, which locks liquidity providers in"
	disable.Long = `disable locks liquidity providers in: no join and no exit is possible, not even a
proportional one. What still works are swaps, and exits in recovery mode once
Balancer's governance has enabled it. Nothing is sent unless --broadcast is given.`
	disable.Example = "  mpool joins-exits disable 0x…\n  mpool joins-exits disable fund --broadcast --account owner"
	cmd.AddCommand(enable, disable)
	return cmd
}

func newJoinsExitsSwitch(a *app, enabled bool) *cobra.Command {
	var flags operationFlags
	cmd := &cobra.Command{
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.operate(cmd, args, &flags, func(*target) (ops.Operation, error) {
				return ops.SetJoinsExits{Enabled: enabled}, nil
			})
		},
	}
	flags.add(cmd)
	return cmd
}
