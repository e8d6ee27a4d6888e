package ops

import (
	"fmt"

	"mpool/internal/units"
)

// SetSwapFee changes the swap fee when it is mined, by ManagedPoolSettings.updateSwapFeeGradually
// with this fee as start and end.
//
// The contract has no "when mined". It moves a start in the past to the block's time, and reverts
// with BAL#326 if that is after the end. So the start is zero, and the end is the latest time of
// mining. As both fees are equal, the contract reports this fee at every time.
type SetSwapFee struct {
	Fee   units.Fixed `json:"fee"`
	Until units.Time  `json:"until"` // the latest time of mining
}

// Name is the command's name.
func (SetSwapFee) Name() string { return "fee-set" }

// Plan predicts the change.
func (op SetSwapFee) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	return planStages(op, before, at, op)
}

func (op SetSwapFee) ramp() RampSwapFee {
	return RampSwapFee{End: op.Until, From: op.Fee, To: op.Fee}
}

func (op SetSwapFee) done(now *Snapshot) bool                  { return steadyFee(now, op.Fee) }
func (op SetSwapFee) call(now *Snapshot) Call                  { return op.ramp().call(now) }
func (op SetSwapFee) Predict(now *Snapshot) (*Snapshot, error) { return op.ramp().Predict(now) }

// refusals are those of a ramp, in this command's words.
func (op SetSwapFee) refusals(now *Snapshot) []Finding {
	found := op.ramp().refusals(now)
	for i := range found {
		if found[i].Code == "BAL#326" {
			found[i].Summary = fmt.Sprintf("the deadline %s has passed (block time %s)", op.Until, now.Block.Time)
			found[i].Hint = "plan again with a longer --within"
		}
	}
	return found
}

func (op SetSwapFee) advice(now, after *Snapshot) []Finding {
	found := adviseFeeRamp(now)
	if op.Until < now.Block.Time+SendMargin {
		found = append(found, Finding{Warn, "fee.tight", "must be mined by " + op.Until.String() + "; after that it reverts (BAL#326)", "", "use a longer --within"})
	}
	found = append(found, adviseFee(now, after)...)
	return append(found, op.ramp().adviseHighFee(now)...)
}
