package queue

import (
	"slices"
	"strings"

	"mpool/internal/ops"
)

// touches says that it changes the pool. All changes are of one time, so that none
// is time's own.
func (t *Tx) touches() bool {
	return slices.ContainsFunc(t.Changes, func(c ops.Change) bool { return !strings.HasPrefix(c.Path, "block.") })
}

// last is the highest nonce that anything waits with.
func (q *Queue) last() uint64 {
	last := q.Safe.Nonce
	for _, w := range q.waiting {
		last = max(last, w.Transaction.Nonce)
	}
	return last
}
