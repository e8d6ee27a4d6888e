package planner

import (
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// DeadlineFinding says until when a Safe can execute an operation, because collecting signatures
// takes time. ok is false if there is no deadline.
func DeadlineFinding(op ops.Operation, at units.Time) (ops.Finding, bool) {
	due := ops.Deadline(op)
	if due.At == 0 || due.At <= at {
		return ops.Finding{}, false
	}
	f := ops.Finding{Severity: ops.Note, Code: "safe.deadline", Hint: due.Longer,
		Summary: fmt.Sprintf("must be executed by %s; after that it reverts (%s) and must be signed again", text.Time(due.At), due.Code)}
	return f, true
}
