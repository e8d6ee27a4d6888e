package planner

import (
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// DeadlineFinding says until when a Safe can execute an operation, for it takes
// time to have all sign it: afterwards it is worth nothing.
func DeadlineFinding(op ops.Operation, at units.Time) (ops.Finding, bool) {
	latest, longer := ops.Deadline(op)
	if latest == 0 || latest <= at {
		return ops.Finding{}, false
	}
	f := ops.Finding{Severity: ops.Note, Code: "safe.deadline", Hint: longer,
		Summary: fmt.Sprintf("must be executed by %s; after that it reverts (BAL#326) and must be signed again", text.Time(latest))}
	return f, true
}
