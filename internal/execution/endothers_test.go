package execution

import (
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
)

// A finished operation closes unfinished records of the same token and pool, and no others.
func TestEndsOthersRecords(t *testing.T) {
	t.Parallel()
	w := adding(t, shutPool())
	w.kill("verified", 1)
	w.until(w.send)
	half := w.only().ID
	w.op = addition(shutPool())
	changed := w.op.(ops.AddToken)
	changed.MintTo = common.Address{5}
	w.op, w.node.op = changed, changed
	s, err := w.send()
	must(t, err)
	entries := w.records()
	if len(entries) != 2 {
		t.Fatalf("%d records", len(entries))
	}
	for _, entry := range entries {
		if closed := entry.Status.Closed; (entry.ID == half) != (closed != nil) || closed != nil && closed.Why != "replaced by "+s.Record.ID() {
			t.Errorf("%s: %+v", entry.ID, closed)
		}
	}
	if !slices.ContainsFunc(w.ui.notes, func(n string) bool { return says(n, "the unfinished add-token of "+half+" is closed") }) {
		t.Errorf("%v", w.ui.notes)
	}
	w.done()
}

func TestReplaces(t *testing.T) {
	t.Parallel()
	w := adding(t, shutPool())
	w.kill("verified", 1)
	w.until(w.send)
	half, token := w.only().Status, w.op.(ops.AddToken).Token
	for _, test := range []struct {
		name  string
		other func(*journal.Status, *ops.Snapshot)
		want  bool
	}{
		{"half of the same", func(*journal.Status, *ops.Snapshot) {}, true},
		{"of another pool", func(_ *journal.Status, pool *ops.Snapshot) { pool.Pool.Address[0]++ }, false},
		{"of another chain", func(_ *journal.Status, pool *ops.Snapshot) { pool.ChainID++ }, false},
		{"closed", func(s *journal.Status, _ *ops.Snapshot) { s.Closed = &journal.Closed{} }, false},
		{"pending", func(s *journal.Status, _ *ops.Snapshot) { s.Calls = append(s.Calls, call(1, journal.Sent)) }, false},
		{"of a plan that cannot be read", func(s *journal.Status, _ *ops.Snapshot) { s.Begin.Document = []byte("{}") }, false},
	} {
		status, pool := half, *shutPool()
		status.Calls = slices.Clone(half.Calls)
		test.other(&status, &pool)
		if got := replaces(status, &pool, token); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
	if replaces(half, shutPool(), common.Address{1}) {
		t.Error("of another token")
	}
}

func TestTokenOf(t *testing.T) {
	t.Parallel()
	token := common.Address{7}
	tests := []struct {
		op   ops.Operation
		want bool
	}{
		{ops.AddToken{Token: token}, true}, {ops.RemoveToken{Token: token}, true}, {ops.SetSwaps{}, false},
		{wallet.ExecSafe{Of: ops.Nested{Operation: ops.AddToken{Token: token}}}, true},
	}
	for _, test := range tests {
		if got, is := tokenOf(&ops.Plan{Operation: test.op}); is != test.want || is && got != token {
			t.Errorf("%T: %s, %v", test.op, got, is)
		}
	}
}
