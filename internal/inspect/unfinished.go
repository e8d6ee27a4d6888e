package inspect

import (
	"slices"

	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
)

// warnUnfinished reports operations on the pool that this machine began and did not finish, what stays
// shut until then, and how to continue.
func (r *Reader) warnUnfinished(s *ops.Snapshot) {
	entries, err := journal.List(r.Settings.JournalDir())
	if err != nil {
		r.UI.Warn("unfinished.unread", "cannot find out whether an operation is unfinished: %s", err)
		return
	}
	for _, entry := range slices.Backward(entries) {
		begin := entry.Status.Begin
		if begin.Subject == s.Pool.Address && begin.ChainID == s.ChainID && entry.Status.Unfinished() {
			r.UI.Warn("unfinished", "%s is not finished%s: run mpool resume %s", begin.Operation, shutMeanwhile(begin, s), entry.ID)
		}
	}
}

// shutMeanwhile says which doors an operation has shut and opens again at its end.
func shutMeanwhile(begin journal.Begin, s *ops.Snapshot) string {
	plan, err := planner.ReadRecorded(begin)
	if err != nil {
		return "" // mpool resume reports the error
	}
	d, is := ops.ShutDoors(safe.InnerOperation(plan))
	if !is || d.Closing == ops.AtOnce {
		return ""
	}
	if shut := d.Shuts(s); shut != "" {
		return "; until then " + shut + " stay shut"
	}
	return ""
}
