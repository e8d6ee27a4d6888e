package main

import (
	"context"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
)

// refuseEarly refuses a plan behind a queue that opens the pool again, where what the
// pool was shut for is not mined but only waits: whoever has the signatures could
// execute the opening before that. before is the pool on the newest block.
func (pl *planner) refuseEarly(ctx context.Context, client *chain.Client, before *ops.Snapshot, behind *proposal, override *overrideFlags) error {
	if !behind.plan.Opens() {
		return nil
	}
	if err := watch(ctx, client, before, behind.plan.Operation); err != nil {
		return err
	}
	now, _, err := pl.plan(before, behind.plan.Operation, override)
	if err != nil {
		return err
	}
	if now.plan.Opens() && now.plan.SameCalls(behind.plan) {
		return nil
	}
	return failure.New(failure.Refused, "doors.early", "what is left is to open the pool again, and that is not signed before what waits in the queue is mined: whoever has the signatures could execute it before that").
		WithHint("have executed what waits, and run it again without --after-queue")
}
