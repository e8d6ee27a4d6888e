package fork_test

import (
	"os"
	"testing"

	"mpool/internal/devnet"
	"mpool/internal/fork"
	"mpool/internal/ops"
)

// A pool of the second generation with as many tokens as allowed.
func TestLargestPool(t *testing.T) {
	folder := os.Getenv("MPOOL_V2_ARTIFACTS")
	if folder == "" {
		t.Skip("MPOOL_V2_ARTIFACTS names no folder")
	}
	d, err := devnet.Start(t.Context(), devnet.Options{Tokens: 50, Artifacts: []string{folder}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	node := dial(t, d.RPC)
	to := []uint64{51}
	for range 49 {
		to = append(to, 1)
	}
	f := start(t, fork.Options{Node: node, Queries: d.Contracts.Queries})
	step := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: weights(t, node, d.Pool.Address, 0, 7*day, to...)})
	wantOK(t, step, 1, 4)
	if step.Pool.Generation != ops.V2 || len(step.Tryouts) != 5 {
		t.Errorf("%+v", step.Pool)
	}
	off := run(t, f, fork.Request{Pool: d.Pool.Address, Operation: ops.SetJoinsExits{Enabled: false}})
	wantTryouts(t, off, map[string]string{fork.TryJoin: "BAL#358", fork.TryExit: "BAL#358", fork.TryJoinSingle: "BAL#358"})
	if read(t, node, d.Pool.Address).Block.Hash != f.Result().Block.Hash {
		t.Error("the node went on")
	}
}
