package recognise

import (
	"bytes"
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
)

// Effect is the state after a call that was mined and did not revert, at the state's own time. It
// does not check whether the contract accepts the call. It returns an error for calls that mpool
// does not know.
func (r *Recogniser) Effect(now *ops.Snapshot, call ops.Call) (*ops.Snapshot, error) {
	for _, op := range append(r.candidates([]ops.Call{call}, now), r.tradesBy(call, now)...) {
		does := ops.EffectOf(op, now, call)
		if does == nil {
			continue
		}
		next := now.Clone()
		if err := does(next); err != nil {
			return nil, err
		}
		return next, next.Settle()
	}
	return nil, fmt.Errorf("the effect of %s on the pool is unknown", call.Method)
}

// PlanMined plans a mined call on the state that it met. If the operation's first call is still
// this call, it uses the operation's plan. Otherwise it predicts the call's own effect, because the
// contract accepted it.
func (r *Recogniser) PlanMined(op ops.Operation, call ops.Call, now *ops.Snapshot) (*ops.Plan, error) {
	plan, err := op.Plan(now, now.Block.Time)
	if err == nil && len(plan.After) > 0 && (plan.Calls[0].To == call.To && bytes.Equal(plan.Calls[0].Data, call.Data)) {
		return plan, nil
	}
	calls := []ops.Call{call}
	if exec, is := op.(wallet.ExecSafe); is {
		calls = made(exec)
	}
	after := now
	for _, made := range calls {
		if after, err = r.Effect(after, made); err != nil {
			return nil, fmt.Errorf("what others did before it: %w", err)
		}
	}
	return &ops.Plan{Operation: op, Base: now.Block, At: now.Block.Time, Calls: calls[:1], After: []*ops.Snapshot{after}, Predicted: after}, nil
}

// made are the calls that the Safe makes.
func made(op wallet.ExecSafe) []ops.Call {
	var calls []ops.Call
	for _, makes := range op.Makes {
		calls = append(calls, ops.Call{From: op.Safe, To: makes.To, Value: *makes.Value.Int(), Data: makes.Data, Method: "a call of the Safe"})
	}
	return calls
}
