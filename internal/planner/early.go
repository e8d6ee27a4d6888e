package planner

import (
	"context"

	"mpool/internal/failure"
	"mpool/internal/ops"
)

// RefuseEarly refuses a plan behind a queue that opens the pool again, where what the
// pool was shut for is not mined but only waits: whoever has the signatures could
// execute the opening before that. before is the pool on the newest block.
func (pl *Planner) RefuseEarly(ctx context.Context, client Node, before *ops.Snapshot, behind *Proposal, override *Override) error {
	if !behind.Plan.Opens() {
		return nil
	}
	if err := Watch(ctx, client, before, behind.Plan.Operation); err != nil {
		return err
	}
	now, _, err := pl.PlanOn(before, behind.Plan.Operation, override, pl.Settings.From)
	if err != nil {
		return err
	}
	if now.Plan.Opens() && now.Plan.SameCalls(behind.Plan) {
		return nil
	}
	return failure.New(failure.Refused, "doors.early", "what is left is to open the pool again, and that is not signed before what waits in the queue is mined: whoever has the signatures could execute it before that").
		WithHint("have executed what waits, and run it again without --after-queue")
}
