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
	due := ops.Deadline(op)
	if due.At == 0 || due.At <= at {
		return ops.Finding{}, false
	}
	f := ops.Finding{Severity: ops.Note, Code: "safe.deadline", Hint: due.Longer,
		Summary: fmt.Sprintf("must be executed by %s; after that it reverts (%s) and must be signed again", text.Time(due.At), due.Code)}
	return f, true
}
