package tokenset

import (
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// AddOnly is addToken without the deposit.
type AddOnly AddToken

// Name says which part of add-token it is.
func (AddOnly) Name() string { return "add-token, the owner's call" }

// Watch is that of the whole.
func (op AddOnly) Watch(pool *ops.Snapshot) ops.Watch { return AddToken(op).Watch(pool) }

// OfNow is that of the whole.
func (op AddOnly) OfNow(now *ops.Snapshot) []ops.Figure { return AddToken(op).OfNow(now) }

func (op AddOnly) ShutDoors() ops.Doors { return op.Doors }

func (op AddOnly) WithDoors(d ops.Doors) ops.Operation { return AddToken(op).WithDoors(d) }

func (op AddOnly) Drifts(call, fresh ops.Call) bool { return AddToken(op).Drifts(call, fresh) }

// Plan plans the one call.
func (op AddOnly) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
	whole := AddToken(op)
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	if now.Holding(op.Token, op.AssetManager) == nil {
		return nil, fmt.Errorf("mpool did not read the balance of %[2]s of %[1]s", op.AssetManager, op.Token)
	}
	plan, err := ops.PlanSteps(op, before, now, []ops.Step{whole.addStep(now)}, whole.refuseAdd(now))
	if err != nil || plan.Refused() {
		return plan, err
	}
	plan.Findings = append(plan.Findings, whole.terms(now).adviseMint(op.MintTo)...)
	plan.Findings = append(plan.Findings, adviseManager(now, op.AssetManager)...)
	plan.Findings = append(plan.Findings, ops.Finding{Severity: ops.Warn, Code: "deposit.later",
		Summary: fmt.Sprintf("the pool holds none of the new token until the asset manager %s deposits it: until then anyone who can swap takes other tokens for nothing, by a swap for an exact amount out, and anyone who can join takes a share of the deposit", op.AssetManager)})
	plan.Findings = append(plan.Findings, ops.AdviseTrips(now, plan.Predicted)...)
	plan.Findings = append(plan.Findings, adviseLeft(now, op.Token)...)
	return plan, nil
}

// Apply is the owner's call of add-token.
func (op AddOnly) Apply(s *ops.Snapshot) error { return AddToken(op).add(s) }
