package effect

import (
	"fmt"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/text"
	"mpool/internal/units"
)

// cancelWords describe a plan whose only effect is that it replaces a running or scheduled change;
// empty for other plans.
func cancelWords(before *ops.Snapshot, plan *ops.Plan) string {
	switch safe.InnerOperation(plan).(type) {
	case ops.UpdateWeights:
		return replaces(before, "weight", before.Weights, "the weights stay as they are")
	case ops.SetSwapFee, ops.RampSwapFee:
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
	op, is := safe.InnerOperation(plan).(ops.UpdateWeights)
	if !is || !before.Weights.Running(minedAt(before, plan)) {
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
	return stops("weight change", before.Weights, Few(parts, ", "))
}

// stops says that a change ends where it began.
func stops(what string, change ops.Ramp, back string) string {
	return fmt.Sprintf("stops the %s that runs until %s: back to %s (now within 0.01 points of it)", what, text.Time(change.End), back)
}

// minedAt is when the plan's calls are mined: a change that starts in the block of planning runs by
// then.
func minedAt(before *ops.Snapshot, plan *ops.Plan) units.Time { return max(before.Block.Time, plan.At) }

// stopFeeWords are of a plan that ends a running or scheduled change of the swap fee, and sets one
// that does not move.
func stopFeeWords(before *ops.Snapshot, plan *ops.Plan) string {
	fee, steady := steadyFee(safe.InnerOperation(plan))
	f, at := before.Fees, minedAt(before, plan)
	if !steady || f.StartSwapFee == f.EndSwapFee {
		return ""
	}
	to := text.Percent(fee)
	switch near := !apart(f.SwapFee, fee).Gt(uint256.NewInt(nearby)); {
	case f.SwapFeeRamp.Running(at) && f.SwapFee == fee:
		return fmt.Sprintf("stops the swap fee change that runs until %s: it stays at %s", text.Time(f.SwapFeeRamp.End), to)
	case f.SwapFeeRamp.Running(at) && near:
		return stops("swap fee change", f.SwapFeeRamp, to)
	case f.SwapFeeRamp.Running(at):
		return fmt.Sprintf("swap fee %s → %s, stops the change that runs until %s", text.Percent(f.SwapFee), to, text.Time(f.SwapFeeRamp.End))
	case f.SwapFeeRamp.Pending(at) && f.SwapFee != fee:
		return fmt.Sprintf("swap fee %s → %s, replaces the change scheduled from %s to %s", text.Percent(f.SwapFee), to, text.Time(f.SwapFeeRamp.Start), text.Time(f.SwapFeeRamp.End))
	}
	return ""
}

// steadyFee is the swap fee that an operation sets, and whether it stays there.
func steadyFee(op ops.Operation) (units.Fixed, bool) {
	switch op := op.(type) {
	case ops.SetSwapFee:
		return op.Fee, true
	case ops.RampSwapFee:
		return op.To, op.From == op.To
	}
	return units.Fixed{}, false
}

func apart(a, b units.Fixed) *uint256.Int {
	if a.Int().Lt(b.Int()) {
		a, b = b, a
	}
	return new(uint256.Int).Sub(a.Int(), b.Int())
}
