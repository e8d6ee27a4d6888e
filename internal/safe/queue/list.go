package queue

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"mpool/internal/failure"
	"mpool/internal/safeservice"
)

// mostLooked is the most queued transactions that are checked and simulated. Each is simulated
// together with all before it.
const mostLooked = 50

// order sorts the transactions by nonce, those without a readable nonce last. It joins repeated
// entries of one transaction, with the confirmations of all.
func (q *Queue) order() {
	slices.SortStableFunc(q.waiting, func(x, y safeservice.Queued) int {
		if x.NoNonce != y.NoNonce {
			return map[bool]int{true: 1, false: -1}[x.NoNonce]
		}
		return cmp.Compare(x.Transaction.Nonce, y.Transaction.Nonce)
	})
	var once []safeservice.Queued
	for _, w := range q.waiting {
		at := slices.IndexFunc(once, func(o safeservice.Queued) bool { return q.same(o, w) })
		if at < 0 {
			once = append(once, w)
			continue
		}
		once[at].Confirmed = slices.Concat(once[at].Confirmed, w.Confirmed)
	}
	q.waiting = once
}

// same says that two entries are the same transaction.
func (q *Queue) same(x, y safeservice.Queued) bool {
	a, b := x.Transaction, y.Transaction
	return x.Broken == "" && y.Broken == "" && x.Claimed == y.Claimed && a.Nonce == b.Nonce && bytes.Equal(a.Data, b.Data) && q.hashes(x) == q.hashes(y)
}

// until removes the transactions from a nonce on.
func (q *Queue) until(nonce uint64) {
	q.waiting = slices.DeleteFunc(q.waiting, func(w safeservice.Queued) bool { return !w.NoNonce && w.Transaction.Nonce >= nonce })
}

// settle keeps, of several transactions with one nonce, the one whose hash the user named.
func (q *Queue) settle(named Names) {
	for _, f := range named {
		at := slices.IndexFunc(q.waiting, func(w safeservice.Queued) bool { return w.Broken == "" && q.hashes(w).SafeTx == f.hash })
		if at < 0 {
			continue
		}
		chosen := q.waiting[at]
		q.waiting = slices.DeleteFunc(q.waiting, func(w safeservice.Queued) bool {
			return !w.NoNonce && w.Transaction.Nonce == chosen.Transaction.Nonce && (w.Broken != "" || q.hashes(w).SafeTx != f.hash)
		})
	}
}

// unknown says why the Safe's next transactions are not known; "" if each nonce from the next one on
// has exactly one transaction.
func (q *Queue) unknown() string {
	next := q.Safe.Nonce
	for _, w := range q.waiting {
		switch n := w.Transaction.Nonce; {
		case w.NoNonce:
			return "an entry of the service's list has no readable nonce"
		case q.competes(n):
			return fmt.Sprintf("several transactions have nonce %d, but only one can be executed", n)
		case n != next && next == q.Safe.Nonce:
			return fmt.Sprintf("the service shows nothing with nonce %d, the Safe's next nonce, but shows nonce %d", next, n)
		case n != next:
			return fmt.Sprintf("nothing is queued with nonce %d, but nonce %d is queued", next, n)
		}
		next++
	}
	return ""
}

// NotKnown is the failure for a queue whose next transaction is unknown.
func NotKnown(why string) *failure.Failure {
	return failure.New(failure.Refused, "safe.queue.unknown", "the next transaction of the Safe is unknown: %s", why)
}
