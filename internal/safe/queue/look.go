package queue

import (
	"slices"
	"strings"

	"mpool/internal/ops"
)

// touches says that the transaction changes the pool. Both states have the same time, so no change is
// due to time alone.
func (t *Tx) touches() bool {
	return slices.ContainsFunc(t.Changes, func(c ops.Change) bool { return !strings.HasPrefix(c.Path, "block.") })
}
