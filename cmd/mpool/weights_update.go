package main

import (
	"strings"

	"github.com/spf13/cobra"

	"mpool/internal/ops"
)

func newWeightsUpdate(a *app) *cobra.Command {
	var to []string
	var schedule ops.Schedule
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "weights-update [POOL]",
		Short: "Change the weights gradually",
		Long: withExitCodes(`weights-update moves the pool's weights to new ones, gradually from the start to the
end. It shows the weights now, when the transaction is mined, half way and at the
end, simulates the change on the node, and compares the simulated pool with the
predicted one, field by field. Nothing is sent unless --broadcast is given.

Every token of the pool is named, by symbol or address; one may take the rest.
The change begins at the weights of the moment of mining, whatever a running
change has made of them by then.`, 0, 1, 2, 3, 4, 5, 6, 7, 130),
		Example: `  mpool weights-update 0x… --to WETH=30%,USDC=30%,WBTC=rest --duration 7d
  mpool weights-update fund --to WETH=50%,USDC=rest --start +2h --end 2026-12-31T00:00:00Z --out plan.json
  mpool weights-update --to WETH=50%,USDC=rest --duration 3d12h --broadcast --account owner`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			targets, err := ops.ParseTargets(strings.Join(to, ","))
			if err != nil {
				return usage("--to: %s", err)
			}
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return buildWeightsUpdate(on.before, targets, schedule)
			})
		},
	}
	cmd.Flags().StringArrayVar(&to, "to", nil, "the weights at the end: WETH=30%,USDC=30%,WBTC=rest; repeatable")
	addScheduleFlags(cmd, &schedule)
	flags.add(cmd)
	return cmd
}

func buildWeightsUpdate(before *ops.Snapshot, targets []ops.Target, schedule ops.Schedule) (ops.Operation, error) {
	weights, err := before.ResolveTargets(targets)
	if err != nil {
		return nil, usage("--to: %s", err)
	}
	ramp, err := schedule.Resolve(before.Block.Time)
	if err != nil {
		return nil, usage("%s", err)
	}
	return ops.UpdateWeights{Start: ramp.Start, End: ramp.End, Weights: weights}, nil
}

// addScheduleFlags are the flags of a gradual change.
func addScheduleFlags(cmd *cobra.Command, schedule *ops.Schedule) {
	flags := cmd.Flags()
	flags.StringVar(&schedule.Start, "start", "now", "when it begins: now, +2h, 2026-01-31T12:00:00Z or unix seconds")
	flags.StringVar(&schedule.End, "end", "", "when it ends, in the same forms")
	flags.StringVar(&schedule.Duration, "duration", "", "how long it takes instead of --end: 7d, 3d12h")
	flags.BoolVar(&schedule.Instant, "instant", false, "all at once, at --start or in ten minutes")
}
