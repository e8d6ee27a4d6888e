package ops

import "mpool/internal/units"

// Due is the deadline of an operation: the time, the error of a later call, and the advice to get
// more time.
type Due struct {
	At           units.Time // 0 means no deadline
	Code, Longer string
}

// deadlined are operations whose calldata fixes an end, so that the call reverts if it is mined
// later.
type deadlined interface {
	deadline() Due
}

// LateCode is the code of a weight change that costs too much if its Safe executes it late.
const LateCode = "safe.late"

// pastEnd is the error if the end of a change has passed.
const pastEnd = "BAL#326"

func (op SetSwapFee) deadline() Due { return Due{op.Until, pastEnd, "use a longer --within"} }

func (op RampSwapFee) deadline() Due {
	return Due{op.End, pastEnd, "use a later --end or a longer --duration"}
}

func (op UpdateWeights) deadline() Due {
	return Due{op.End, pastEnd, "use a later --end or a longer --duration"}
}

func (op MoveWeightsEnd) deadline() Due { return Due{op.End, pastEnd, ""} }

func (op FreezeWeights) deadline() Due { return Due{op.By, pastEnd, "use a longer --within"} }

func (op SetSwaps) deadline() Due {
	if op.FeeRamp == nil {
		return Due{}
	}
	return op.FeeRamp.deadline()
}

// deadline is the earliest deadline of the parts.
func (op Series) deadline() (first Due) {
	for _, part := range op.Parts {
		if due := Deadline(part.Operation); due.At != 0 && (first.At == 0 || due.At < first.At) {
			first = due
		}
	}
	return first
}

// Deadline is the latest time at which an operation can be mined. At is 0 if it has no deadline.
func Deadline(op Operation) Due {
	if d, has := op.(deadlined); has {
		return d.deadline()
	}
	return Due{}
}
