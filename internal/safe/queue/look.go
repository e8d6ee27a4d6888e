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

// last is the highest queued nonce, or the Safe's next nonce.
func (q *Queue) last() uint64 {
	last := q.Safe.Nonce
	for _, w := range q.waiting {
		last = max(last, w.Transaction.Nonce)
	}
	return last
}
