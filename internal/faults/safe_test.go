package faults_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/devnet"
)

// safeOrigin is a chain on which a 2-of-3 Safe owns the demo pool. It is made
// once, and only where it is wanted.
var safeOrigin = sync.OnceValues(func() (chainState, error) {
	return deploySafe(filepath.Join(filepath.Dir(program), "safechain"))
})

func deploySafe(path string) (chainState, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	chain, err := devnet.Start(ctx, devnet.Options{Root: root, State: path, Safe: "1.4.1"})
	if err != nil {
		return chainState{}, fmt.Errorf("deploy: %w", err)
	}
	var block struct{ Timestamp hexutil.Uint64 }
	if err := chain.Client().CallContext(ctx, &block, "eth_getBlockByNumber", "latest", false); err != nil {
		return chainState{}, err
	}
	return chainState{path, uint64(block.Timestamp)}, chain.Close()
}

func newWorldFor(t *testing.T, op operation) *world {
	t.Helper()
	if !op.safe {
		return newWorld(t)
	}
	from, err := safeOrigin()
	if err != nil {
		t.Fatal(err)
	}
	return newWorldFrom(t, from)
}

// safeExec is two calls of the pool in one transaction of the Safe.
func safeExec() operation {
	return operation{
		name: "safe exec",
		args: func(w *world) []string {
			return []string{"allowlist", "add", w.chain.Pool.Address.Hex(), w.owner().Hex(), w.manager().Hex()}
		},
		keys:  []string{"--private-key", "env:MANAGER_KEY"},
		calls: 1,
		safe:  true,
	}
}

// plannedSafe has two owners sign, and writes what the asset manager's account is
// to send.
func (w *world) plannedSafe(op operation) {
	w.Helper()
	node := []string{"ETH_RPC_URL=" + w.chain.RPC}
	w.wants(w.run(node, append(op.args(w), "--out", "signed-for.json")...), 0)
	for name, key := range map[string]string{"alice.json": "env:OWNER_KEY", "bob.json": "env:MANAGER_KEY"} {
		w.wants(w.run(node, "safe", "sign", "signed-for.json", "--out", name, "--yes", "--quiet", "--private-key", key), 0)
	}
	w.wants(w.run(node, "safe", "exec", "signed-for.json", "alice.json", "bob.json", "--from", w.manager().Hex(), "--out", planName), 0)
}

// F2 for a Safe's transaction: killed at any moment.
func TestSafeKilled(t *testing.T) {
	op := safeExec()
	for _, mode := range modes() {
		for _, point := range few(points(), "sealed", "sent") {
			t.Run(mode+"/"+point, func(t *testing.T) {
				t.Parallel()
				w := newWorldFor(t, op)
				w.planned(op)
				w.mining(mode)
				w.killed(crashing(point, 1), op.send())
				w.goOn(op)
				w.accounted(op)
			})
		}
	}
}

// F3 for a Safe's transaction: killed while resuming.
func TestSafeKilledResuming(t *testing.T) {
	op := safeExec()
	for _, mode := range modes() {
		for _, point := range few([]string{"resent", "mined", "recorded", "checked", "verified"}, "resent") {
			t.Run(mode+"/"+point, func(t *testing.T) {
				t.Parallel()
				w := newWorldFor(t, op)
				w.planned(op)
				w.mining(mode)
				w.killed(crashing("sealed", 1), op.send())
				w.killed(crashing(point, 1), op.resume())
				w.goOn(op)
				w.accounted(op)
			})
		}
	}
}
