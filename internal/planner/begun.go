package planner

import (
	"context"
	"slices"

	"mpool/internal/journal"
	"mpool/internal/ops"
)

// Begun returns the plans of unfinished operations of this machine on a pool, from their
// records, the newest first. It omits those of an older mpool, which resume reports, and those of
// another chain.
func (pl *Planner) Begun(ctx context.Context, node Chain, pool *ops.Snapshot) ([]*ops.Plan, error) {
	return recorded(ctx, pl, node, pool, journal.Status.Unfinished)
}

// Abandoned returns the plans of operations on the pool that stopped half way and whose rest the user
// gave up, the newest first.
func (pl *Planner) Abandoned(ctx context.Context, node Chain, pool *ops.Snapshot) ([]*ops.Plan, error) {
	return recorded(ctx, pl, node, pool, journal.Status.Abandoned)
}

// recorded returns the plans of the pool's records of a kind, the newest first.
func recorded(ctx context.Context, pl *Planner, node Chain, pool *ops.Snapshot, is func(journal.Status) bool) ([]*ops.Plan, error) {
	entries, err := journal.List(pl.Settings.JournalDir())
	if err != nil {
		return nil, Unreadable(err)
	}
	var plans []*ops.Plan
	for _, entry := range slices.Backward(entries) {
		if !OfPool(entry.Status.Begin, pool) || !is(entry.Status) {
			continue
		}
		if plan, err := ReadRecorded(entry.Status.Begin); err == nil && onThisChain(ctx, node, entry, plan, pool) {
			plans = append(plans, plan)
		}
	}
	return plans, nil
}
