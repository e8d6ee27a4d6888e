package ops

import "mpool/internal/units"

// Due is until when an operation can be mined, as which error it reverts afterwards, and what
// gives it longer.
type Due struct {
	At           units.Time // 0: it has all the time
	Code, Longer string
}

// deadlined are operations whose call reverts when it is mined too late: their end
// is fixed in the calldata.
type deadlined interface {
	deadline() Due
}

// pastEnd is the error of a change whose end has passed.
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

// deadline is the first one of the parts.
func (op Series) deadline() (first Due) {
	for _, part := range op.Parts {
		if due := Deadline(part.Operation); due.At != 0 && (first.At == 0 || due.At < first.At) {
			first = due
		}
	}
	return first
}

// Deadline is the latest time at which an operation can be mined.
func Deadline(op Operation) Due {
	if d, has := op.(deadlined); has {
		return d.deadline()
	}
	return Due{}
}
