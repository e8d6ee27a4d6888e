package ops

import (
	"errors"

	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// stage is one call of an operation. Its methods get the state after the calls before it.
type stage interface {
	// done says that the pool is already in the state after the call.
	done(now *Snapshot) bool
	// refusals list the contract's reverts, in its own order, then mpool's own refusals.
	refusals(now *Snapshot) []Finding
	call(now *Snapshot) Call
	Predict(now *Snapshot) (*Snapshot, error)
	// advice reports what the contract accepts but the owner may not want. Warnings contain no
	// number that changes with each block, because that would make every plan stale.
	advice(now, after *Snapshot) []Finding
}

// planStages plans the stages in order. It omits stages that are done, so that a new plan in the
// middle has the remaining calls. A refused plan has the calls up to the refused one.
func planStages(op Operation, before *Snapshot, at units.Time, stages ...stage) (*Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	plan := &Plan{Operation: op, Base: before.Block, At: at, Predicted: now, Figures: FiguresOf(op, now)}
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
		plan.Then(s.call(state), after)
	}
	if len(plan.Calls) > 0 && plan.Calls[0].From == now.Pool.Owner {
		plan.Findings = append(plan.Findings, adviseOwner(now)...)
	}
	return plan, nil
}

// RevertCode is the code of an error of poolmath, such as "BAL#302".
func RevertCode(err error) string {
	var failed poolmath.Error
	if errors.As(err, &failed) {
		return failed.Error()[:len("BAL#000")]
	}
	return "" // no error, or a revert without a code
}
