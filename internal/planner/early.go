package planner

import (
	"context"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/reading"
)

// RefuseEarly refuses a plan that reopens the pool after a queue in which the reason for closing
// still waits: owners with enough signatures could execute the opening first. before is the pool at
// the latest block.
func (pl *Planner) RefuseEarly(ctx context.Context, client Node, before *ops.Snapshot, behind *Proposal, override *Override) error {
	if !behind.Plan.Opens() {
		return nil
	}
	if err := reading.Watch(ctx, client, before, behind.Plan.Operation); err != nil {
		return err
	}
	now, _, err := pl.PlanOn(before, behind.Plan.Operation, override, pl.Settings.From)
	if err != nil {
		return err
	}
	if now.Plan.Opens() && now.Plan.SameCalls(behind.Plan) {
		return nil
	}
	return failure.New(failure.Refused, "doors.early", "the next call opens the pool again and is not signed before the queued transactions are executed: anyone with the signatures could execute that call too early").
		WithHint("execute the queued transactions, then run this again without --after-queue")
}
