package ops

import (
	"fmt"
	"slices"

	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// weightChange is an operation that is one call of updateWeightsGradually.
type weightChange interface {
	Operation
	update() UpdateWeights
	// done says whether the pool already has these weights, or this change is already set.
	done(now *Snapshot) bool
	// objections are mpool's own refusals: the contract would accept the call.
	objections(now *Snapshot) []Finding
	// move is the change whose arbitrage cost is shown and checked.
	move(now, after *Snapshot) (weightcost.Move, error)
	advice(now *Snapshot, move weightcost.Move) []Finding
}

// planWeights plans any weightChange.
func planWeights(op weightChange, before *Snapshot, at units.Time) (*Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	if op.done(now) { // even if its schedule has passed
		return &Plan{Operation: op, Base: before.Block, At: at, Predicted: now, Figures: FiguresOf(op, now)}, nil
	}
	return changeWeights(op, before, now)
}

// changeWeights plans the call, even if the pool already has these weights.
func changeWeights(op weightChange, before, now *Snapshot) (*Plan, error) {
	at, update := now.Block.Time, op.update()
	plan := &Plan{Operation: op, Base: before.Block, At: at, Predicted: now, Figures: FiguresOf(op, now)}
	if plan.Findings = append(update.refusals(now), op.objections(now)...); len(plan.Findings) > 0 {
		for i := range plan.Findings {
			if plan.Findings[i].Code == pastEnd && Deadline(op).At != 0 {
				plan.Findings[i].Hint = Deadline(op).Longer
			}
		}
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
	plan.Then(update.call(before), after)
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

// WeightChange is a weight change of the pool. An operation on a change contains it in full, so
// that mpool notices if another change has replaced it.
type WeightChange struct {
	Start   units.Time    `json:"start"`
	End     units.Time    `json:"end"`
	Weights []TokenWeight `json:"weights"` // at the end, in the Vault's order
}

// WeightChangeOf is the pool's running or scheduled change, or else the last one.
func WeightChangeOf(s *Snapshot) WeightChange {
	change := WeightChange{Start: s.Weights.Start, End: s.Weights.End}
	for _, token := range s.Tokens {
		change.Weights = append(change.Weights, TokenWeight{token.Address, token.EndWeight})
	}
	return change
}

// objections refuse to act on a change that has been replaced or has ended.
func (c WeightChange) objections(now *Snapshot) []Finding {
	is := WeightChangeOf(now)
	switch {
	case c.Start != is.Start || c.End != is.End || !slices.Equal(c.Weights, is.Weights):
		return []Finding{{Refuse, "weights.other_change", fmt.Sprintf("the weight change that was to end at %s has been replaced by one that ends at %s", c.End, is.End), "", "review the current change, then plan again"}}
	case c.End <= now.Block.Time || !WeightsWillMove(now.Tokens):
		return []Finding{{Refuse, "weights.at_rest", "no weight change is running or scheduled", "", "start one with mpool weights-update --to …"}}
	}
	return nil
}
