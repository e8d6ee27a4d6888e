package faults_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"mpool/internal/devnet"
)

// safeOrigins are chains on which a 2-of-3 Safe owns the demo pool, one for each version. Each is
// created once, when it is needed.
var safeOrigins = map[string]func() (chainState, error){
	"1.3.0": safeOrigin("1.3.0"), "1.4.1": safeOrigin("1.4.1"), "1.5.0": safeOrigin("1.5.0"),
}

func safeOrigin(version string) func() (chainState, error) {
	return sync.OnceValues(func() (chainState, error) {
		return deploySafe(version, filepath.Join(filepath.Dir(program), "safechain"+version))
	})
}

func deploySafe(version, path string) (chainState, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	chain, err := devnet.Start(ctx, devnet.Options{Root: root, State: path, Safe: version})
	if err != nil {
		return chainState{}, fmt.Errorf("deploy: %w", err)
	}
	return closed(ctx, chain, path)
}

func newWorldFor(t *testing.T, op operation) *world {
	t.Helper()
	if op.safe == "" && !op.shut {
		return newWorld(t)
	}
	made := shutOrigin
	if op.safe != "" {
		made = safeOrigins[op.safe]
	}
	from, err := made()
	if err != nil {
		t.Fatal(err)
	}
	return newWorldFrom(t, from)
}

// safeVersions are the versions in the cases.
func safeVersions() []string { return []string{"1.3.0", "1.4.1", "1.5.0"} }

// safeExec is two calls of the pool in one Safe transaction.
func safeExec(version string) operation {
	return operation{
		name: "safe exec " + version,
		args: func(w *world) []string {
			return []string{"allowlist", "add", w.chain.Pool.Address.Hex(), w.owner().Hex(), w.manager().Hex()}
		},
		keys:  []string{"--private-key", "env:MANAGER_KEY"},
		calls: 1,
		safe:  version,
	}
}

// plannedSafe makes two owners sign, and writes the plan that the asset manager's account sends.
func (w *world) plannedSafe(op operation) {
	w.Helper()
	node := []string{"ETH_RPC_URL=" + w.chain.RPC}
	w.wants(w.run(node, append(op.args(w), "--out", "signed-for.json")...), 0)
	for name, key := range map[string]string{"alice.json": "env:OWNER_KEY", "bob.json": "env:MANAGER_KEY"} {
		w.wants(w.run(node, "safe", "sign", "signed-for.json", "--out", name, "--yes", "--quiet", "--private-key", key), 0)
	}
	w.wants(w.run(node, "safe", "exec", "signed-for.json", "alice.json", "bob.json", "--from", w.manager().Hex(), "--out", planName), 0)
}

// F2 for a Safe transaction: killed at any point.
func TestSafeKilled(t *testing.T) {
	for _, version := range safeVersions() {
		op := safeExec(version)
		for _, mode := range safeModes(version) {
			for _, point := range few(points(), "sealed") {
				t.Run(fmt.Sprintf("%s/%s/%s", version, mode, point), func(t *testing.T) {
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
}

// safeModes omits the slower mode for all but one version unless every case runs.
func safeModes(version string) []string {
	if all() || version == "1.4.1" {
		return modes()
	}
	return modes()[:1]
}

// F3 for a Safe transaction: killed again while continuing. If the first run was killed before
// signing, there is nothing to resume, and the user sends again. If it was killed before sending,
// resume publishes the same bytes.
func TestSafeKilledResuming(t *testing.T) {
	cases := []struct{ first, second string }{
		{"intended", "planned"}, {"intended", "intended"}, {"intended", "signed"}, {"intended", "sealed"}, {"intended", "sent"},
		{"sealed", "resent"}, {"sealed", "mined"}, {"sealed", "recorded"}, {"sealed", "checked"}, {"sealed", "verified"},
	}
	for _, version := range safeVersions() {
		op := safeExec(version)
		for i, c := range cases {
			if !all() && (version != "1.4.1" || c.second != "resent" && c.second != "sent") {
				continue
			}
			mode := modes()[i%2]
			t.Run(fmt.Sprintf("%s/%s/%s then %s", version, mode, c.first, c.second), func(t *testing.T) {
				t.Parallel()
				w := newWorldFor(t, op)
				w.planned(op)
				w.mining(mode)
				w.killed(crashing(c.first, 1), op.send())
				w.killed(crashing(c.second, 1), op.next(w))
				w.goOn(op)
				w.accounted(op)
			})
		}
	}
}
