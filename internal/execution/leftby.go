package execution

import (
	"mpool/internal/journal"
	"mpool/internal/planner"
)

// leftBy is the command that revokes the allowance that a record's operation has left; "" if there
// is none.
func leftBy(status journal.Status) string {
	plan, err := planner.ReadPlanText(status.Begin.Document)
	if err != nil {
		return "" // the plan is of another version; commands that need it report that
	}
	return RevokeLine(plan, status)
}
