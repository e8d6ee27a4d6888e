package ops

import (
	"errors"

	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// stage is one call of an operation: whether it is still to be made, what the
// contract says to it, and what it does. Its methods see the state that the
// calls before it leave.
type stage interface {
	// done says that the pool already is as the call would leave it.
	done(now *Snapshot) bool
	// refusals list what the contract would revert with, in its own order, and
	// behind that what mpool refuses by itself.
	refusals(now *Snapshot) []Finding
	call(now *Snapshot) Call
	Predict(now *Snapshot) (*Snapshot, error)
	// advice says what the contract accepts and the owner may not want. Warnings
	// hold no number that changes from block to block: it would make every plan
	// stale.
	advice(now, after *Snapshot) []Finding
}

// planStages plans an operation as its stages, in their order. What is done is
// left out, so that a plan made again in the middle has the calls that are left.
// Of a plan that is refused, the calls go as far as the one that is.
func planStages(op Operation, before *Snapshot, at units.Time, stages ...stage) (*Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	plan := &Plan{Operation: op, Base: before.Block, At: at, Predicted: now, Figures: figuresOf(op, now)}
	for _, s := range stages {
		state := plan.Predicted
		if s.done(state) {
			continue
		}
		if refused := s.refusals(state); len(refused) > 0 {
			plan.Calls = append(plan.Calls, s.call(state))
			plan.After, plan.Predicted, plan.Findings = nil, now, refused
			return plan, nil
		}
		after, err := s.Predict(state)
		if err != nil {
			return nil, err
		}
		plan.Findings = append(plan.Findings, s.advice(state, after)...)
		plan.then(s.call(state), after)
	}
	if len(plan.Calls) > 0 && plan.Calls[0].From == now.Pool.Owner {
		plan.Findings = append(plan.Findings, adviseOwner(now)...)
	}
	return plan, nil
}

// balCode is the code that a failed check of poolmath stands for: "BAL#302".
func balCode(err error) string {
	var failed poolmath.Error
	if errors.As(err, &failed) {
		return failed.Error()[:len("BAL#000")]
	}
	return "" // no error, or the contract reverts without a code
}
