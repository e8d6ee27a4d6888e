package poolplan

import (
	"context"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/poolfile"
	"mpool/internal/safe"
)

// begun stores what this machine began on the pool that shuts or empties something until it is done, and
// did not finish. Of what was closed half way it stores the newest, and the command that finishes it.
func (k *Keeper) begun(ctx context.Context, client *chain.Client, before *ops.Snapshot, on *poolfile.Situation) error {
	begun, err := k.Plans.Begun(ctx, client, before)
	if err != nil {
		return err
	}
	for _, plan := range begun {
		if ops.LeavesHalf(plan.Operation) {
			on.Unfinished = safe.InnerOperation(plan).Name()
			return nil
		}
	}
	left, err := planner.HalfLeft(ctx, k.Plans, client, before)
	if err == nil && left != nil {
		on.Closed, on.Finish = left.Operation, left.Finish
	}
	return err
}
