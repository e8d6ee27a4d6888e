package inspect

import (
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
)

// warnUnfinished reports operations on the pool that this machine began and did not finish, what stays
// shut until then, and how to continue.
func (r *Reader) warnUnfinished(s *ops.Snapshot) {
	planner.WarnUnfinished(r.Plans, s, func(begin journal.Begin) string { return shutMeanwhile(begin, s) })
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
