package reading

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
)

// An unproven pool is accepted, with a warning, if the user says so.
func TestProven(t *testing.T) {
	pool := plantest.Pool()
	pool.Pool.Unproven = "no factory knows it"
	w := newReading(t, pool)
	_, err := w.Since(t.Context(), w.poolNode, pool.Pool.Address, 0)
	_ = plantest.WantFailure(t, err, failure.Refused, "pool.unproven", "no factory knows it", "--pool-unproven trusts")
	w.PoolUnproven = true
	before, err := w.Since(t.Context(), w.poolNode, pool.Pool.Address, 0)
	plantest.Must(t, err)
	if found := UnprovenFinding(before); len(found) != 1 || found[0].Code != UnprovenCode || found[0].Severity != ops.Warn {
		t.Errorf("%+v", found)
	}
	w.PoolUnproven, pool.ChainID = false, 31337
	if err := w.Proven(pool); err != nil {
		t.Errorf("on a chain of one's own without Balancer: %v", err)
	}
	w.Settings.Contracts.Vault = common.Address{1}
	_ = plantest.WantFailure(t, w.Proven(pool), failure.Refused, "pool.unproven")
}
