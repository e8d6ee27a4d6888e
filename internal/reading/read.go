// Package reading reads the pools that plans are made on, and refuses those that are not proven or that
// mpool would compute wrongly.
package reading

import (
	"context"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/recall"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Reader reads the states that plans are made on.
type Reader struct {
	Settings *config.Settings
	UI       *console.Console
	// PoolUnproven allows plans for a contract that no known factory proves to be a Managed Pool.
	PoolUnproven bool
}

// NextBlock is the assumed time, in seconds, from the latest block to the block that mines a plan.
// It affects only the preview; verification uses the real time.
const NextBlock = units.Time(12)

// Node is a node that reads pools, also those that do not exist yet.
type Node interface {
	Header(ctx context.Context, at chain.BlockRef) (*chain.Header, error)
	SnapshotWithRatios(ctx context.Context, pool common.Address, at chain.BlockRef) (*ops.Snapshot, error)
	Newborn(ctx context.Context, on *chain.Header, at units.Time, call ops.Call) (*ops.Snapshot, error)
}

// Watcher reads what an operation touches in addition to the pool.
type Watcher interface {
	Watch(ctx context.Context, s *ops.Snapshot, w ops.Watch) error
}

// Watch reads what the operation touches in addition to the pool.
func Watch(ctx context.Context, client Watcher, s *ops.Snapshot, op ops.Operation) error {
	if w, more := op.(ops.Watching); more {
		return client.Watch(ctx, s, w.Watch(s))
	}
	return nil
}

// Since reads the pool for a plan at the latest block, which must not be older than since. It
// waits up to 30 seconds for a node that lags behind.
func (r *Reader) Since(ctx context.Context, client Node, pool common.Address, since uint64) (before *ops.Snapshot, err error) {
	err = upTo(ctx, since, func() (number uint64, err error) {
		if before, err = r.At(ctx, client, pool, chain.Latest()); err != nil {
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

// At reads the pool for a plan at a block. The pool must be proven, and mpool's
// arithmetic must give the pool's own numbers: a plan from wrong arithmetic must not be shown, let
// alone sent.
func (r *Reader) At(ctx context.Context, client Node, pool common.Address, at chain.BlockRef) (*ops.Snapshot, error) {
	before, err := r.Only(ctx, client, pool, at)
	if err != nil {
		return nil, err
	}
	r.Recall(before)
	return before, nil
}

// Only makes the checks of At but writes nothing to the disk. Dry runs on forks use it.
func (r *Reader) Only(ctx context.Context, client Node, pool common.Address, at chain.BlockRef) (*ops.Snapshot, error) {
	before, err := client.SnapshotWithRatios(ctx, pool, at)
	if err == nil {
		err = r.Proven(before)
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
func (r *Reader) Recall(s *ops.Snapshot) {
	if err := (recall.Book{Dir: r.Settings.StateFolder()}).Remember(s); err != nil {
		r.UI.Detail("the tokens' symbols are not kept for completion: %s", err)
	}
}

// SameArithmetic returns an error if mpool computes other numbers than the pool's own.
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
