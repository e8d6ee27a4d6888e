package opstest

import (
	"testing"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Frozen is a freeze of the pool's weights, planned 12 seconds after Now, that ends within this time.
func Frozen(t *testing.T, pool *ops.Snapshot, within units.Time) ops.FreezeWeights {
	t.Helper()
	op, err := ops.Freeze(pool, Now+12, Now+within)
	if err != nil {
		t.Fatal(err)
	}
	return op
}

// PlanAt plans the operation for a block of this time.
func PlanAt(t *testing.T, op ops.Operation, pool *ops.Snapshot, at units.Time) *ops.Plan {
	t.Helper()
	plan, err := op.Plan(pool, at)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// Watched gives each holding that an operation watches this balance.
func Watched(s *ops.Snapshot, op ops.Watching, balance units.Amount) *ops.Snapshot {
	next := s.Clone()
	for _, key := range op.Watch(s).Holdings {
		next.Holdings = append(next.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "NEW", Decimals: balance.Decimals, Balance: balance, Allowance: Amount(0, balance.Decimals)})
	}
	return next
}

// Read is the state with what an operation watches: each holding has a large balance and no allowance,
// and no member is on the allowlist.
func Read(s *ops.Snapshot, op ops.Operation) *ops.Snapshot {
	w, more := op.(ops.Watching)
	if !more {
		return s
	}
	next, watch := s.Clone(), w.Watch(s)
	for _, key := range watch.Holdings {
		next.Holdings = append(next.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "NEW", Decimals: 6, Balance: Amount(1e18, 6), Allowance: Amount(0, 6)})
	}
	for _, member := range watch.Members {
		next.Members = append(next.Members, ops.Member{Address: member})
	}
	return next
}
