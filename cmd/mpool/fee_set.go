package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/ops"
)

func newFeeSet(a *app) *cobra.Command {
	var within string
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "fee-set [POOL] FEE",
		Short: "Change the swap fee at once",
		Long: `fee-set gives the pool another swap fee, from the moment of mining on. Lowering it
is warned of: fee-ramp lowers it gradually. The transaction can be mined until
--within has passed; later than that, the pool refuses it. Pools take swap fees of
0.0001% to 95%. Nothing is sent unless --broadcast is given.`,
		Example: `  mpool fee-set 0x… 0.3%
  mpool fee-set fund 1% --out plan.json
  mpool fee-set 0.3% --within 30d --broadcast --account owner`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			args, err := a.settings.PoolFirst(args, 1)
			if err != nil {
				return err
			}
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return buildFeeSet(on.before, args[1], within)
			})
		},
	}
	cmd.Flags().StringVar(&within, "within", "7d", "how long it may wait to be mined")
	addOverrideFlags(&flags.sending.Override, cmd.Flags())
	flags.add(cmd)
	return cmd
}

func buildFeeSet(before *ops.Snapshot, fee, within string) (ops.Operation, error) {
	value, err := ops.ParsePercent(fee)
	if err != nil {
		return nil, failure.Usage("%s", err)
	}
	wait, err := ops.ParseDuration(within)
	if err != nil {
		return nil, failure.Usage("--within: %s", err)
	}
	return ops.SetSwapFee{Fee: value, Until: before.Block.Time + wait}, nil
}
