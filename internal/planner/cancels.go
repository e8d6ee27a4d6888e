package planner

import (
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/text"
)

// cancelWords describe a plan whose only effect is that it replaces a running or scheduled change;
// empty for other plans.
func cancelWords(before *ops.Snapshot, plan *ops.Plan) string {
	switch InnerOperation(plan).(type) {
	case ops.UpdateWeights:
		return replaces(before, "weight", before.Weights, "the weights stay as they are")
	case ops.SetSwapFee:
		return replaces(before, "swap fee", before.Fees.SwapFeeRamp, "the swap fee stays at "+text.Percent(before.Fees.SwapFee))
	}
	return ""
}

func replaces(before *ops.Snapshot, what string, change ops.Ramp, stays string) string {
	at := before.Block.Time
	switch {
	case change.Pending(at):
		return fmt.Sprintf("replaces the %s change scheduled from %s to %s: %s", what, text.Time(change.Start), text.Time(change.End), stays)
	case change.Running(at):
		return fmt.Sprintf("replaces the %s change that runs until %s: %s", what, text.Time(change.End), stays)
	}
	return ""
}
