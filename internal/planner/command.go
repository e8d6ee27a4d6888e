package planner

import (
	"mpool/internal/journal"
	"mpool/internal/ops"
)

// CommandOf names a record's operation by the command that was typed: several operations in one plan come
// only from mpool pool apply.
func CommandOf(begin journal.Begin) string {
	if begin.Operation == (ops.Series{}).Name() {
		return "pool apply"
	}
	return begin.Operation
}

// WarnUnfinished names the operations on a pool that this machine has begun and not finished. more adds to
// each what follows from it; nil: nothing.
func WarnUnfinished(pl *Planner, pool *ops.Snapshot, more func(journal.Begin) string) {
	entries, err := journal.List(pl.Settings.JournalDir())
	if err != nil {
		pl.UI.Warn("unfinished.unread", "cannot find out whether an operation is unfinished: %s", err)
		return
	}
	for i := len(entries) - 1; i >= 0; i-- {
		begin := entries[i].Status.Begin
		if !OfPool(begin, pool) || !entries[i].Status.Unfinished() {
			continue
		}
		follows := ""
		if more != nil {
			follows = more(begin)
		}
		pl.UI.Warn("unfinished", "%s is not finished%s: run mpool resume %s", CommandOf(begin), follows, entries[i].ID)
	}
}
