package execution

import (
	"mpool/internal/journal"
	"mpool/internal/planner"
)

// leftBy describes the allowance that a record's operation has left.
func leftBy(status journal.Status) string {
	if done := DoneCalls(status); done == 0 || done == status.Begin.Calls {
		return ""
	}
	plan, err := planner.ReadPlanText(status.Begin.Document)
	if err != nil {
		return "" // of another version, which says so where it matters
	}
	return RevokeLine(plan, status)
}
