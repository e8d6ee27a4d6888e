package mined

import "mpool/internal/ops"

// OfBlock holds what other transactions of one block did to a pool, before and after our
// transaction.
type OfBlock struct{ Before, Behind []Deed }

// Others returns the deeds of all other transactions, in the block's order.
func (b OfBlock) Others() []Deed { return append(append([]Deed{}, b.Before...), b.Behind...) }

// State is the state after a block that contains a call of ours. It applies the earlier deeds of
// others, then our call, planned on the state that the contract saw, then the later deeds. parent
// is the state before the block, found the state that the node reports after it. If our call
// reverted, ours is nil and so is the returned plan.
func (b OfBlock) State(parent, found *ops.Snapshot, ours func(now *ops.Snapshot) (*ops.Plan, error)) (*ops.Snapshot, *ops.Plan, error) {
	state, err := parent.At(found.Block.Time)
	if err != nil {
		return nil, nil, err
	}
	if state, err = Apply(state, b.Before, found); err != nil {
		return nil, nil, err
	}
	var plan *ops.Plan
	if ours != nil {
		if plan, err = ours(state); err != nil {
			return nil, nil, err
		}
		if len(plan.After) > 0 {
			state = plan.After[0]
		}
	}
	state, err = Apply(state, b.Behind, found)
	return state, plan, err
}
