package planner

import (
	"fmt"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
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

// nearby is how far weights may be from where a plan takes them, and still stand still.
const nearby = 1e14

// stopWords is of a plan that replaces a running change before the weights have moved: to say
// from what to what they change would hide what it does.
func stopWords(before *ops.Snapshot, plan *ops.Plan) string {
	op, is := InnerOperation(plan).(ops.UpdateWeights)
	if !is || !before.Weights.Running(before.Block.Time) {
		return ""
	}
	var parts []string
	for _, to := range op.Weights {
		token, err := before.Token(to.Token)
		if err != nil || apart(token.Weight, to.Weight).Gt(uint256.NewInt(nearby)) {
			return ""
		}
		if token.Weight != token.EndWeight {
			parts = append(parts, text.Symbol(token.Symbol)+" "+text.Percent(to.Weight))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf("stops the weight change that runs until %s: back to %s (now within 0.01 points of it)", text.Time(before.Weights.End), few(parts, ", "))
}

func apart(a, b units.Fixed) *uint256.Int {
	if a.Int().Lt(b.Int()) {
		a, b = b, a
	}
	return new(uint256.Int).Sub(a.Int(), b.Int())
}
