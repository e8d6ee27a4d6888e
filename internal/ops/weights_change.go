package ops

import (
	"fmt"
	"slices"

	"mpool/internal/units"
)

// weightChange is an operation that is one call of updateWeightsGradually.
type weightChange interface {
	Operation
	update() UpdateWeights
	// done says whether the pool is as asked for, or on the way by this change.
	done(now *Snapshot) bool
	// objections are mpool's own: the contract would do it.
	objections(now *Snapshot) []Finding
	// move is the change whose price is shown and judged.
	move(now, after *Snapshot) (WeightMove, error)
	advice(now *Snapshot, move WeightMove) []Finding
}

// planWeights plans any of them.
func planWeights(op weightChange, before *Snapshot, at units.Time) (*Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	plan := &Plan{Operation: op, Base: before.Block, At: at, Predicted: now, Figures: figuresOf(op, now)}
	if op.done(now) {
		return plan, nil // whatever the schedule says, which may have passed
	}
	update := op.update()
	if plan.Findings = append(update.refusals(now), op.objections(now)...); len(plan.Findings) > 0 {
		plan.Calls = []Call{update.call(before)}
		return plan, nil
	}
	after, err := update.Predict(now)
	if err != nil {
		return nil, err
	}
	move, err := op.move(now, after)
	if err != nil {
		return nil, err
	}
	plan.then(update.call(before), after)
	plan.Moments = moments(after.Weights, at)
	plan.Moves = &move
	plan.Findings = op.advice(now, move)
	end, err := after.At(max(update.End, at))
	if err != nil {
		return nil, err
	}
	plan.Findings = append(plan.Findings, adviseBreakers(now, end)...)
	return plan, nil
}

// WeightChange is a weight change as the pool has it. An operation on one names
// it in full, so that another in its place is noticed.
type WeightChange struct {
	Start   units.Time    `json:"start"`
	End     units.Time    `json:"end"`
	Weights []TokenWeight `json:"weights"` // at its end, in the Vault's order
}

// weightChange is the one that runs, is scheduled, or was the last.
func (s *Snapshot) weightChange() WeightChange {
	change := WeightChange{Start: s.Weights.Start, End: s.Weights.End}
	for _, token := range s.Tokens {
		change.Weights = append(change.Weights, TokenWeight{token.Address, token.EndWeight})
	}
	return change
}

// objections speak against doing something to a change that is no more.
func (c WeightChange) objections(now *Snapshot) []Finding {
	is := now.weightChange()
	switch {
	case c.Start != is.Start || c.End != is.End || !slices.Equal(c.Weights, is.Weights):
		return []Finding{{Refuse, "weights.other_change", fmt.Sprintf("the weight change that was to end at %s has been replaced by one that ends at %s", c.End, is.End), "", "review the current change, then plan again"}}
	case c.End <= now.Block.Time || !weightsWillMove(now.Tokens):
		return []Finding{{Refuse, "weights.at_rest", "no weight change is running or scheduled", "", "start one with mpool weights-update --to …"}}
	}
	return nil
}
