package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/failure"
	"mpool/internal/ops"
)

func newFeeRamp(a *app) *cobra.Command {
	var from, to string
	var schedule ops.Schedule
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "fee-ramp [POOL]",
		Short: "Change the swap fee gradually",
		Long: `fee-ramp moves the swap fee gradually from one value to another. The fee is the
first one as soon as the transaction is mined, also where the ramp begins later;
--from now keeps the fee of the moment of planning. A fee that jumps is told with
the size of the jump, and one that falls at once is warned of. Pools take swap fees
of 0.0001% to 95%. Nothing is sent unless --broadcast is given.

Here --from is a fee. The account that sends is --sender, -f or ETH_FROM.`,
		Example: `  mpool fee-ramp 0x… --from 2% --to 0.3% --duration 3d
  mpool fee-ramp fund --from now --to 1% --end 2026-12-31T00:00:00Z --out plan.json
  mpool fee-ramp --from 2% --to 0.3% --duration 3d --broadcast --account owner`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return buildFeeRamp(on.before, from, to, schedule)
			})
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "the swap fee at the start: 2%, or now for that of now")
	cmd.Flags().StringVar(&to, "to", "", "the swap fee at the end: 0.3%")
	addScheduleFlags(cmd, &schedule)
	addOverrideFlags(&flags.sending.Override, cmd.Flags())
	flags.addWithSender(cmd)
	return cmd
}

func buildFeeRamp(before *ops.Snapshot, from, to string, schedule ops.Schedule) (ops.Operation, error) {
	if from == "" || to == "" {
		return nil, failure.Usage("from which fee to which? give --from 2%% --to 0.3%%").WithHint("--from now begins with the fee of now")
	}
	first, err := ops.ParseFee(from, before)
	if err != nil {
		return nil, failure.Usage("--from: %s", err)
	}
	last, err := ops.ParseFee(to, before)
	if err != nil {
		return nil, failure.Usage("--to: %s", err)
	}
	ramp, err := schedule.Resolve(before.Block.Time)
	if err != nil {
		return nil, failure.Usage("%s", err)
	}
	return ops.RampSwapFee{Start: ramp.Start, End: ramp.End, From: first, To: last, FromNow: from == ops.FeeOfNow, ToNow: to == ops.FeeOfNow}, nil
}

// addWithSender adds the flags of an operation to a command whose --from is
// something else: the account that sends is its --sender.
func (f *operationFlags) addWithSender(cmd *cobra.Command) {
	var usual cobra.Command
	usual.Flags().SortFlags = false
	f.add(&usual)
	usual.Flags().VisitAll(func(flag *pflag.Flag) {
		if flag.Name == "from" {
			flag.Name = "sender"
		}
		cmd.Flags().AddFlag(flag)
	})
}
