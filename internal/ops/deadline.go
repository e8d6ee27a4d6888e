package ops

import "mpool/internal/units"

// deadlined are operations whose call reverts when it is mined too late: their end
// is fixed in the calldata.
type deadlined interface {
	// deadline is the latest time of mining, and what gives it longer.
	deadline() (latest units.Time, longer string)
}

func (op SetSwapFee) deadline() (units.Time, string) { return op.Until, "use a longer --within" }

func (op RampSwapFee) deadline() (units.Time, string) {
	return op.End, "use a later --end or a longer --duration"
}

func (op UpdateWeights) deadline() (units.Time, string) {
	return op.End, "use a later --end or a longer --duration"
}

func (op MoveWeightsEnd) deadline() (units.Time, string) { return op.End, "" }

func (op FreezeWeights) deadline() (units.Time, string) { return op.By, "use a longer --within" }

func (op SetSwaps) deadline() (units.Time, string) {
	if op.FeeRamp == nil {
		return 0, ""
	}
	return op.FeeRamp.deadline()
}

// deadline is the first one of the parts.
func (op Series) deadline() (latest units.Time, longer string) {
	for _, part := range op.Parts {
		if t, more := Deadline(part.Operation); t != 0 && (latest == 0 || t < latest) {
			latest, longer = t, more
		}
	}
	return latest, longer
}

// Deadline is the latest time at which an operation can be mined, and what gives it
// longer; 0 where it has all the time.
func Deadline(op Operation) (latest units.Time, longer string) {
	if d, has := op.(deadlined); has {
		return d.deadline()
	}
	return 0, ""
}
