package ops

import "mpool/internal/units"

// Due is the deadline of an operation: the time, the error of a later call, and the advice to get
// more time.
type Due struct {
	At           units.Time // 0 means no deadline
	Code, Longer string
}

// Dated are operations whose calldata fixes an end, so that the call reverts if it is mined
// later.
type Dated interface {
	// Due is the deadline; At is 0 if there is none.
	Due() Due
}

// LateCode is the code of a weight change that costs too much if its Safe executes it late.
const LateCode = "safe.late"

// pastEnd is the error if the end of a change has passed.
const pastEnd = "BAL#326"

func (op SetSwapFee) Due() Due { return Due{op.Until, pastEnd, "use a longer --within"} }

func (op RampSwapFee) Due() Due {
	return Due{op.End, pastEnd, "use a later --end or a longer --duration"}
}

func (op UpdateWeights) Due() Due {
	return Due{op.End, pastEnd, "use a later --end or a longer --duration"}
}

func (op MoveWeightsEnd) Due() Due { return Due{op.End, pastEnd, ""} }

func (op FreezeWeights) Due() Due { return Due{op.By, pastEnd, "use a longer --within"} }

func (op SetSwaps) Due() Due {
	if op.FeeRamp == nil {
		return Due{}
	}
	return op.FeeRamp.Due()
}

// Due is the earliest deadline of the parts.
func (op Series) Due() (first Due) {
	for _, part := range op.Parts {
		if due := Deadline(part.Operation); due.At != 0 && (first.At == 0 || due.At < first.At) {
			first = due
		}
	}
	return first
}

// Deadline is the latest time at which an operation can be mined. At is 0 if it has no deadline.
func Deadline(op Operation) Due {
	if d, has := op.(Dated); has {
		return d.Due()
	}
	return Due{}
}
