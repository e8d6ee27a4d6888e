package ops

import (
	"errors"
	"slices"

	"mpool/internal/units"
)

// Series is a sequence of operations on one pool, such as those in another program's batch.
type Series struct {
	Parts []Nested `json:"parts"`
}

// Name is its name in a plan file. No command makes a Series alone.
func (Series) Name() string { return "batch" }

// Watch combines the Watch of all parts.
func (op Series) Watch(pool *Snapshot) Watch {
	var all Watch
	for _, part := range op.Parts {
		if watching, more := part.Operation.(Watching); more {
			all = all.And(watching.Watch(pool))
		}
	}
	return all
}

// Plan plans each part on the state after the parts before it. It stops at the first part that is
// refused.
func (op Series) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	plan := &Plan{Operation: op, Base: before.Block, At: at, Predicted: now}
	for _, part := range op.Parts {
		if part.Operation == nil {
			return nil, errors.New("a part of the batch is not an operation")
		}
		next, err := part.Plan(plan.Predicted, at)
		if err != nil {
			return nil, err
		}
		for _, found := range OfBatch(next.Findings) {
			if !slices.Contains(plan.Findings, found) { // such as who the owner is
				plan.Findings = append(plan.Findings, found)
			}
		}
		if next.Refused() {
			plan.Calls, plan.After, plan.Predicted = append(plan.Calls, next.Calls...), nil, now
			return plan, nil
		}
		plan.follow(next)
	}
	plan.Findings = Remaining(plan.Findings, plan.Predicted)
	return plan, nil
}

// OfBatch adapts the findings of an operation that was recognised in a batch. The calls do not
// contain everything that the author knew, such as a price.
func OfBatch(found []Finding) []Finding {
	found = slices.Clone(found)
	for i := range found {
		if found[i].Code == "price.unchecked" {
			found[i].Detail = "the calls do not contain a price that the batch was planned with: ask its author, and compare the price that the deposit implies with the market"
			found[i].Hint = ""
		}
	}
	return found
}

// follow appends a plan that starts from this plan's predicted state.
func (p *Plan) follow(next *Plan) {
	p.Calls = append(p.Calls, next.Calls...)
	p.After = append(p.After, next.After...)
	p.Figures = append(p.Figures, next.Figures...)
	p.Predicted = next.Predicted
	for _, t := range next.Moments {
		if !slices.Contains(p.Moments, t) {
			p.Moments = append(p.Moments, t)
		}
	}
	slices.Sort(p.Moments)
	if next.Moves != nil {
		p.Moves = next.Moves
	}
	p.Gives, p.Shifts = units.LargerOf(p.Gives, next.Gives), units.LargerOf(p.Shifts, next.Shifts)
	p.Dilutes = units.LargerOf(p.Dilutes, next.Dilutes)
}
