package planner

import (
	"context"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/recall"
	"mpool/internal/text"
)

// Watch reads what the operation touches in addition to the pool.
func Watch(ctx context.Context, client Watcher, s *ops.Snapshot, op ops.Operation) error {
	if w, more := op.(ops.Watching); more {
		return client.Watch(ctx, s, w.Watch(s))
	}
	return nil
}

// ReadSince reads the pool for a plan at the latest block, which must not be older than since. It
// waits up to 30 seconds for a node that lags behind.
func (pl *Planner) ReadSince(ctx context.Context, client Node, pool common.Address, since uint64) (before *ops.Snapshot, err error) {
	err = upTo(ctx, since, func() (number uint64, err error) {
		if before, err = pl.ReadForPlanAt(ctx, client, pool, chain.Latest()); err != nil {
			return 0, err
		}
		return before.Block.Number, nil
	})
	if err != nil {
		return nil, err
	}
	return before, nil
}

// upTo repeats a read for up to 30 seconds, until its block is not older than since.
func upTo(ctx context.Context, since uint64, read func() (uint64, error)) error {
	for try := 0; ; try++ {
		number, err := read()
		switch {
		case err != nil:
			return err
		case number >= since:
			return nil
		case try == 60:
			return failure.New(failure.Plain, "node.behind", "the node is at block %d, but the plan is based on block %d", number, since).
				WithHint("wait until the node has synced, or use another one with --rpc-url")
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(500 * time.Millisecond):
		}
	}
}

// ReadForPlanAt reads the pool for a plan at a block. The pool must be proven, and mpool's
// arithmetic must give the pool's own numbers: a plan from wrong arithmetic must not be shown, let
// alone sent.
func (pl *Planner) ReadForPlanAt(ctx context.Context, client Node, pool common.Address, at chain.BlockRef) (*ops.Snapshot, error) {
	before, err := pl.ReadOnly(ctx, client, pool, at)
	if err != nil {
		return nil, err
	}
	pl.Recall(before)
	return before, nil
}

// ReadOnly makes the checks of ReadForPlanAt but writes nothing to the disk. Dry runs on forks use
// it.
func (pl *Planner) ReadOnly(ctx context.Context, client Node, pool common.Address, at chain.BlockRef) (*ops.Snapshot, error) {
	before, err := client.SnapshotWithRatios(ctx, pool, at)
	if err == nil {
		err = pl.Proven(before)
	}
	if err == nil {
		err = SameArithmetic(before)
	}
	if err != nil {
		return nil, err
	}
	return before, nil
}

// Recall stores the symbols of a pool's tokens for shell completion. It ignores a failure.
func (pl *Planner) Recall(s *ops.Snapshot) {
	if err := (recall.Book{Dir: pl.Settings.StateFolder()}).Remember(s); err != nil {
		pl.UI.Detail("the tokens' symbols are not kept for completion: %s", err)
	}
}

func SameArithmetic(before *ops.Snapshot) error {
	recomputed, err := before.Recomputed()
	if err != nil {
		return failure.New(failure.Simulation, "arithmetic", "%s", err).Because(err)
	}
	if changes := ops.Diff(before, recomputed); len(changes) > 0 {
		c := changes[0]
		return failure.New(failure.Simulation, "arithmetic", "internal check failed: the pool's %s is %s, but mpool computes %s; nothing is planned",
			text.Clean(c.Label, 60), text.Clean(c.Before, 60), text.Clean(c.After, 60)).WithDetail("differences", changes)
	}
	return nil
}
