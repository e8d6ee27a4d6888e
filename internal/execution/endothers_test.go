package execution

import (
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/halfway"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
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
	changed := w.op.(tokenset.AddToken)
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
	half, token := w.only().Status, w.op.(tokenset.AddToken).Token
	by := func(pool *ops.Snapshot, token common.Address) *ops.Plan {
		return &ops.Plan{Operation: tokenset.AddToken{Token: token}, Predicted: pool}
	}
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
		if got := replaces(status, by(&pool, token), &pool); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
	if replaces(half, by(shutPool(), common.Address{1}), shutPool()) {
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
		{tokenset.AddToken{Token: token}, true}, {tokenset.RemoveToken{Token: token}, true}, {ops.SetSwaps{}, false},
		{wallet.ExecSafe{Of: ops.Nested{Operation: tokenset.AddToken{Token: token}}}, true},
	}
	for _, test := range tests {
		if got, is := halfway.TokenOf(&ops.Plan{Operation: test.op}); is != test.want || is && got != token {
			t.Errorf("%T: %s, %v", test.op, got, is)
		}
	}
}

// TestEndsDoors: a finished open ends an unfinished shut whose doors are open again, and a finished shut
// ends an unfinished open.
func TestEndsDoors(t *testing.T) {
	t.Parallel()
	all := ops.DoorsOf(somePool(), ops.ByJoinsExits)
	half := somePool() // swaps are open, joins and exits are shut
	half.Pool.JoinExitEnabled = false
	shut, open := ops.Shut{Doors: all}, ops.Open{Doors: all.AsFound()}
	for _, test := range []struct {
		name   string
		by, of ops.Operation
		now    *ops.Snapshot
		want   bool
	}{
		{"all is open again", open, shut, somePool(), true},
		{"swaps are open again, and joins are not", open, shut, half, false},
		{"the state is unknown", open, shut, nil, false},
		{"shut again", shut, open, shutPool(), true},
		{"shut in another way", shut, ops.Shut{Doors: ops.DoorsOf(somePool(), ops.ByAllowlist)}, shutPool(), true},
		{"opened at last", open, open, somePool(), true},
		{"by another operation", ops.SetSwaps{Enabled: true}, shut, somePool(), false},
		{"another operation", open, ops.SetSwaps{}, somePool(), false},
	} {
		if got := endsDoors(test.by, test.of, test.now); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

// TestOpenEndsShut: after a shut of which the second call was cancelled, mpool open ends its record; resume
// would shut the pool again. A record that resume cannot continue names the way out.
func TestOpenEndsShut(t *testing.T) {
	t.Parallel()
	doors := ops.DoorsOf(somePool(), ops.ByJoinsExits)
	w := newWorld(t, somePool(), ops.Shut{Doors: doors})
	w.kill("broadcast", 2)
	w.until(w.send)
	_, err := w.replace(true)
	wantFailure(t, err, failure.Mined, "unfinished")
	half := w.only().ID
	w.op = ops.SetSwaps{Enabled: true} // by hand: the record stays
	w.node.op = w.op
	_, err = w.send()
	must(t, err)
	w.node.op = ops.Shut{Doors: doors}
	_, err = w.resume()
	f := wantFailure(t, err, failure.Refused, "sent", "mpool tx close "+half)
	if says(f.Hint, "continue with") {
		t.Errorf("it goes round: %s", f.Hint)
	}
	w.op = ops.SetSwaps{}
	w.node.op = w.op
	_, err = w.send()
	must(t, err)
	w.op = ops.Open{Doors: doors.AsFound()}
	w.node.op = w.op
	s, err := w.send()
	must(t, err)
	for _, entry := range w.records() {
		if closed := entry.Status.Closed; (entry.ID == half) != (closed != nil) || closed != nil && closed.Why != "replaced by "+s.Record.ID() {
			t.Errorf("%s: %+v", entry.ID, closed)
		}
	}
}

// TestAlarmHeldUp: a pending transaction holds up mpool shut; the hint is the line that cancels it and shuts.
func TestAlarmHeldUp(t *testing.T) {
	t.Parallel()
	w := stuck(t, threeMembers())
	id := w.only().ID
	w.op = ops.Shut{Doors: ops.DoorsOf(somePool(), ops.ByJoinsExits)}
	_, err := w.send()
	pool := somePool().Pool.Address.Hex()
	wantFailure(t, err, failure.Unconfirmed, "in_flight", "mpool tx cancel "+id+" --yes --account owner; mpool shut "+pool+" --broadcast --yes --account owner")
}
