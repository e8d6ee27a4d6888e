package exposure

import (
	"slices"
	"testing"

	"mpool/internal/ops/tokenset/tokentest"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
)

// sizedAddition is a pool, and an addition for its current supply.
func sizedAddition(t *testing.T) (tokenset.AddToken, *ops.Snapshot) {
	t.Helper()
	op := tokentest.Addition()
	pool := opstest.Settled(t, opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(9e9, 6)))
	op.Supply = pool.Supply.Actual
	return op, pool
}

func coded(findings []ops.Finding, code string) bool {
	return slices.ContainsFunc(findings, func(f ops.Finding) bool { return f.Code == code && f.Severity == ops.Refuse })
}
