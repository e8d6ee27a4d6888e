package ops

import (
	"fmt"

	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// MoveWeightsEnd moves the end of the running or scheduled weight change, with the same final
// weights. A running change continues from the weights of the moment of mining. A scheduled one
// keeps its start.
type MoveWeightsEnd struct {
	Change WeightChange `json:"change"`
	End    units.Time   `json:"end"`
	// Sooner says that the user asked for an earlier end although there is no change to compare
	// with.
	Sooner bool `json:"sooner,omitempty"`
}

const (
	ExtendName  = "weights-update --extend-to"
	ShortenName = "weights-update --shorten-to"
)

// WrongWayError reports a new end that is not later, or not earlier, as the user asked.
type WrongWayError struct {
	Present, End units.Time
	Extends      bool // the user asked for a later end
}

func (e *WrongWayError) Error() string {
	way := map[bool]string{true: "later", false: "earlier"}[e.Extends]
	return fmt.Sprintf("the change ends at %s, but %s is not %s", e.Present, e.End, way)
}

// Hint is the flag for that end.
func (e *WrongWayError) Hint() string {
	switch {
	case e.End == e.Present:
		return "the change already ends then: nothing to do"
	case e.Extends:
		return "use --shorten-to for an earlier end"
	}
	return "use --extend-to for a later end"
}

// ExtendWeights makes the change end later. An end that is not later is a WrongWayError. Without a
// change, the plan refuses.
func ExtendWeights(before *Snapshot, end units.Time) (MoveWeightsEnd, error) {
	op := MoveWeightsEnd{Change: WeightChangeOf(before), End: end}
	if runs := op.Change.End > before.Block.Time; runs && end <= op.Change.End {
		return op, &WrongWayError{op.Change.End, end, true}
	}
	return op, nil
}

// ShortenWeights makes the change end earlier. An end that is not earlier is a WrongWayError.
// Without a change, the plan refuses.
func ShortenWeights(before *Snapshot, end units.Time) (MoveWeightsEnd, error) {
	op := MoveWeightsEnd{Change: WeightChangeOf(before), End: end}
	runs := op.Change.End > before.Block.Time
	if op.Sooner = !runs; runs && end >= op.Change.End {
		return op, &WrongWayError{op.Change.End, end, false}
	}
	return op, nil
}

// Name is the command's name, with the flag.
func (op MoveWeightsEnd) Name() string {
	if op.shortens() {
		return ShortenName
	}
	return ExtendName
}

func (op MoveWeightsEnd) shortens() bool { return op.Sooner || op.End < op.Change.End }

// Plan predicts the change with its new end.
func (op MoveWeightsEnd) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	return planWeights(op, before, at)
}

func (op MoveWeightsEnd) update() UpdateWeights {
	return UpdateWeights{Start: op.Change.Start, End: op.End, Weights: op.Change.Weights}
}

func (op MoveWeightsEnd) done(now *Snapshot) bool {
	return now.Weights.End == op.End && op.update().done(now)
}

func (op MoveWeightsEnd) objections(now *Snapshot) []Finding { return op.Change.objections(now) }

func (op MoveWeightsEnd) move(_, after *Snapshot) (weightcost.Move, error) {
	move := moveOf(after)
	move.Slows = !op.shortens()
	return move, nil
}

func (op MoveWeightsEnd) advice(now *Snapshot, _ weightcost.Move) []Finding {
	found := op.update().adviseTight(now.Block.Time, "use a later end")
	if op.shortens() {
		found = append(found, op.update().adviseSpeed(now.Block.Time)...)
	}
	found = append(found, adviseSwaps(now)...)
	return append(found, adviseOwner(now)...)
}
