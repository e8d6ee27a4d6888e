package signing

import (
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe/safetest"
)

// TestBeside: a file without a plan in its folder has no rival, and a plan for the same nonce is one. The
// script safe_beside has the nonce of a plan's block.
func TestBeside(t *testing.T) {
	j := aRequest()
	j.Path = filepath.Join(t.TempDir(), "batch.json")
	must(t, planner.WritePlan(j.Path, rivalPlan(8)))
	tx, _ := at(t, j, 7)
	if found := j.beside(t.Context(), nil, tx); found != nil {
		t.Error(found)
	}
	must(t, planner.WritePlan(filepath.Join(filepath.Dir(j.Path), "other.json"), rivalPlan(7)))
	if got := codesOf(j.beside(t.Context(), nil, tx)); got != "warn safe.nonce.beside" {
		t.Error(got)
	}
	tx.Nonce = 9
	if found := j.beside(t.Context(), nil, tx); found != nil {
		t.Error(found)
	}
}

// rivalPlan is a plan of the Safe after its queue.
func rivalPlan(nonce uint64) *ops.Plan {
	return &ops.Plan{Operation: ops.SetSwaps{}, Predicted: &ops.Snapshot{ChainID: 1}, Before: &ops.Snapshot{ChainID: 1}, Safes: []common.Address{safetest.Safe()}, Calls: []ops.Call{{From: safetest.Safe()}}, Turn: &ops.SafeTurn{Safe: safetest.Safe(), Nonce: nonce}}
}
