package tokenset

import (
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// RemoveOnly is the call of removeToken alone. The pool may still hold some of the token, and then
// it is refused.
type RemoveOnly RemoveToken

// Name says which part of remove-token it is.
func (RemoveOnly) Name() string { return "remove-token, the owner's call" }

// Watch is that of the whole.
func (op RemoveOnly) Watch(pool *ops.Snapshot) ops.Watch { return RemoveToken(op).Watch(pool) }

// OfNow is that of the whole.
func (op RemoveOnly) OfNow(now *ops.Snapshot) []ops.Figure { return RemoveToken(op).OfNow(now) }

func (op RemoveOnly) ShutDoors() ops.Doors { return op.Doors }

func (op RemoveOnly) WithDoors(d ops.Doors) ops.Operation { return RemoveToken(op).WithDoors(d) }

func (op RemoveOnly) Drifts(call, fresh ops.Call) bool { return RemoveToken(op).Drifts(call, fresh) }

// Plan plans the one call.
func (op RemoveOnly) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
	whole := RemoveToken(op)
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	if now.Holding(now.Pool.Address, now.Pool.Owner) == nil {
		return nil, fmt.Errorf("mpool did not read the owner's BPT balance")
	}
	refused := ops.RefuseOwnerCall(now)
	if whole.removed(now) {
		refused = append(refused, ops.Finding{Severity: ops.Refuse, Code: "BAL#521", Summary: fmt.Sprintf("the pool has no token %s", op.Token)})
	} else {
		refused = whole.refusals(now)
		if token, err := now.Token(op.Token); err == nil && !token.Empty() {
			refused = append(refused, ops.Finding{Severity: ops.Refuse, Code: "BAL#525", Summary: fmt.Sprintf("the pool still holds %s %s", token.Balance(), token.Symbol), Hint: "the asset manager must withdraw them first: mpool remove-token plans both calls"})
		}
	}
	plan, err := ops.PlanSteps(op, before, now, []ops.Step{whole.removeStep(now)}, refused)
	if err != nil || plan.Refused() {
		return plan, err
	}
	token, err := now.Token(op.Token)
	if err != nil {
		return nil, err // not reached: refusals found the token
	}
	plan.Findings = append(plan.Findings, whole.adviseBurn(now, *token)...)
	plan.Findings = append(plan.Findings, adviseForgotten(*token)...)
	plan.Findings = append(plan.Findings, ops.AdviseTrips(now, plan.Predicted)...)
	return plan, nil
}

// Apply is the owner's call of remove-token.
func (op RemoveOnly) Apply(s *ops.Snapshot) error { return RemoveToken(op).remove(s) }
