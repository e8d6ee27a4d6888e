package planner

import (
	"slices"

	"mpool/internal/journal"
	"mpool/internal/ops"
)

// Begun are the plans of operations on a pool that were begun here and not finished, by
// their records, the newest first. Those of an older mpool are left out: resume tells of
// them.
func (pl *Planner) Begun(pool *ops.Snapshot) ([]*ops.Plan, error) {
	entries, err := journal.List(pl.Settings.JournalDir())
	if err != nil {
		return nil, Unreadable(err)
	}
	var plans []*ops.Plan
	for _, entry := range slices.Backward(entries) {
		if !OfPool(entry.Status.Begin, pool) || !entry.Status.Unfinished() {
			continue
		}
		if plan, err := ReadRecorded(entry.Status.Begin); err == nil {
			plans = append(plans, plan)
		}
	}
	return plans, nil
}
