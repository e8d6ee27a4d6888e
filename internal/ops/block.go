package ops

import (
	"bytes"
	"fmt"
)

// OfBlock is what the transactions of one block did to a pool beside one of ours,
// and before or behind it.
type OfBlock struct{ Before, Behind []Deed }

// Others are all of them, in the block's order.
func (b OfBlock) Others() []Deed { return append(append([]Deed{}, b.Before...), b.Behind...) }

// State is the state behind a block in which a call of ours is mined: what others
// did before it, then the call, planned on the very state that the contract saw,
// then what others did behind it. parent is the state before the block, found the
// one that the node answers behind it. A call that reverted does nothing: ours is
// nil. The plan is of the call, for its time; nil where there is none.
func (b OfBlock) State(parent, found *Snapshot, ours func(now *Snapshot) (*Plan, error)) (*Snapshot, *Plan, error) {
	state, err := parent.At(found.Block.Time)
	if err != nil {
		return nil, nil, err
	}
	if state, err = state.Apply(b.Before, found); err != nil {
		return nil, nil, err
	}
	var plan *Plan
	if ours != nil {
		if plan, err = ours(state); err != nil {
			return nil, nil, err
		}
		if len(plan.After) > 0 {
			state = plan.After[0]
		}
	}
	state, err = state.Apply(b.Behind, found)
	return state, plan, err
}

// PlanMined plans a call that was mined, on the state that it met: as the first of
// its operation where that still plans this very call, and else by what the call
// itself does, for it was taken.
func (r *Recogniser) PlanMined(op Operation, call Call, now *Snapshot) (*Plan, error) {
	plan, err := op.Plan(now, now.Block.Time)
	if err == nil && len(plan.After) > 0 && (plan.Calls[0].To == call.To && bytes.Equal(plan.Calls[0].Data, call.Data)) {
		return plan, nil
	}
	calls := []Call{call}
	if exec, is := op.(ExecSafe); is {
		calls = exec.made()
	}
	after := now
	for _, made := range calls {
		if after, err = r.Effect(after, made); err != nil {
			return nil, fmt.Errorf("what others did before it: %w", err)
		}
	}
	return &Plan{Operation: op, Base: now.Block, At: now.Block.Time, Calls: calls[:1], After: []*Snapshot{after}, Predicted: after}, nil
}

// made are the calls that the Safe makes, as calls.
func (op ExecSafe) made() []Call {
	var calls []Call
	for _, makes := range op.Makes {
		calls = append(calls, Call{From: op.Safe, To: makes.To, Value: *makes.Value.Int(), Data: makes.Data, Method: "a call of the Safe"})
	}
	return calls
}
