package ops

import (
	"bytes"
	"fmt"
)

// OfBlock holds what other transactions of one block did to a pool, before and after our
// transaction.
type OfBlock struct{ Before, Behind []Deed }

// Others returns the deeds of all other transactions, in the block's order.
func (b OfBlock) Others() []Deed { return append(append([]Deed{}, b.Before...), b.Behind...) }

// State is the state after a block that contains a call of ours. It applies the earlier deeds of
// others, then our call, planned on the state that the contract saw, then the later deeds. parent
// is the state before the block, found the state that the node reports after it. If our call
// reverted, ours is nil and so is the returned plan.
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

// PlanMined plans a mined call on the state that it met. If the operation's first call is still
// this call, it uses the operation's plan. Otherwise it predicts the call's own effect, because the
// contract accepted it.
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

// made are the calls that the Safe makes.
func (op ExecSafe) made() []Call {
	var calls []Call
	for _, makes := range op.Makes {
		calls = append(calls, Call{From: op.Safe, To: makes.To, Value: *makes.Value.Int(), Data: makes.Data, Method: "a call of the Safe"})
	}
	return calls
}
