package planner

import (
	"math/big"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/config"
	"mpool/internal/journal"
	"mpool/internal/ops"
)

// record begins an operation on a pool, at its own second. sent says that others sign and send it,
// so that it may be pending.
func record(t *testing.T, dir string, second int64, pool common.Address, op ops.Operation, sent bool) {
	t.Helper()
	plan := &ops.Plan{Operation: op, Calls: []ops.Call{{To: pool}}, Predicted: &ops.Snapshot{ChainID: 1, Pool: ops.Pool{Address: pool}}}
	document, err := plan.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	digest, err := plan.Digest()
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Unix(1_700_000_000+second, 0) }
	j, err := journal.Create(dir, now, journal.Begin{Plan: digest, Operation: op.Name(), Subject: pool, ChainID: 1, Calls: 1, Document: document})
	if err != nil {
		t.Fatal(err)
	}
	if sent {
		if err := j.Intend(journal.Intent{Plan: digest, ChainID: 1, To: pool, Value: (*hexutil.Big)(new(big.Int)), Delegated: true}); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
}

// Begun returns the operations on this pool that may be pending and are not finished, the newest
// first.
func TestBegun(t *testing.T) {
	here, there := common.Address{0xa}, common.Address{0xb}
	settings := config.NewSettings(func(string) (string, bool) { return "", false })
	settings.StateDir = t.TempDir()
	pl := New(settings, nil, nil)
	pool := &ops.Snapshot{ChainID: 1, Pool: ops.Pool{Address: here}}
	if plans, err := pl.Begun(t.Context(), nil, pool); err != nil || len(plans) > 0 {
		t.Fatalf("%v %v before anything is recorded", plans, err)
	}
	record(t, settings.JournalDir(), 1, here, ops.SetSwaps{}, true)
	record(t, settings.JournalDir(), 2, there, ops.SetSwaps{}, true)
	record(t, settings.JournalDir(), 3, here, ops.SetAumFee{}, false)
	record(t, settings.JournalDir(), 4, here, ops.SetJoinsExits{}, true)
	plans, err := pl.Begun(t.Context(), nil, pool)
	if err != nil || len(plans) != 2 || plans[0].Operation != ops.Operation(ops.SetJoinsExits{}) || plans[1].Operation != ops.Operation(ops.SetSwaps{}) {
		t.Errorf("%+v %v", plans, err)
	}
	if plans, err := pl.Begun(t.Context(), nil, &ops.Snapshot{ChainID: 5, Pool: ops.Pool{Address: here}}); err != nil || len(plans) > 0 {
		t.Errorf("%+v %v on another chain", plans, err)
	}
	if err := os.RemoveAll(settings.JournalDir()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Clean(settings.JournalDir()), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := pl.Begun(t.Context(), nil, pool); err == nil {
		t.Error("a folder that cannot be read holds nothing")
	}
}
