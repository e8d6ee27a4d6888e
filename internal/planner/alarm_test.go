package planner

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
)

// unread writes a closed record with a plan that this mpool cannot read.
func (w *world) unread(second int64, operation, document string) {
	w.Helper()
	now := func() time.Time { return time.Unix(1_700_000_000+second, 0) }
	j, err := journal.Create(w.Settings.JournalDir(), now, journal.Begin{Operation: operation, Subject: w.state.Pool.Address, ChainID: 1, Calls: 1, Document: []byte(document)})
	plantest.Must(w.T, err)
	plantest.Must(w.T, j.CloseOperation("nothing had to be sent"))
	plantest.Must(w.T, j.Close())
}

// LastShut finds the last shutdown by the records' first lines. An unreadable record that may be of
// a later shutdown is an error wherever LastShut is used, and opens nothing.
func TestLastShut(t *testing.T) {
	const exec = "safe exec"
	for name, test := range map[string]struct {
		write func(w *world)
		found bool
		err   bool
	}{
		"nothing is recorded":        {func(*world) {}, false, false},
		"a shut":                     {func(w *world) { w.shut(1) }, true, false},
		"a shut that was never sent": {func(w *world) { record(w.T, w.Settings.JournalDir(), 1, w.state.Pool.Address, ops.Shut{}, false) }, false, false},
		"another pool's":             {func(w *world) { record(w.T, w.Settings.JournalDir(), 1, common.Address{0xee}, ops.Shut{}, true) }, false, false},
		"one that cannot be read":    {func(w *world) { w.unread(1, "shut", "{}") }, false, true},
		"before one that can":        {func(w *world) { w.unread(1, "shut", "{}"); w.shut(2) }, true, false},
		"behind one that can":        {func(w *world) { w.shut(1); w.unread(2, "shut", "{}") }, false, true},
		"another operation, unread":  {func(w *world) { w.shut(1); w.unread(2, "fee-set", "{}") }, true, false},
		"by a Safe, unread":          {func(w *world) { w.shut(1); w.unread(2, exec, `{"parameters":{"of":{"operation":"shut"}}}`) }, false, true},
		"another's by a Safe":        {func(w *world) { w.shut(1); w.unread(2, exec, `{"parameters":{"of":{"operation":"fee-set"}}}`) }, true, false},
		"whatever it is, by a Safe":  {func(w *world) { w.shut(1); w.unread(2, exec, `{"parameters":[]}`) }, false, true},
	} {
		w := newWorld(t, plantest.Pool())
		test.write(w)
		plan, err := w.LastShut(t.Context(), w.scripted, w.state)
		if (plan != nil) != test.found || (err != nil) != test.err {
			t.Errorf("%s: %v %v", name, plan, err)
		}
		alarmed, again := w.AlarmSince(t.Context(), w.scripted, 0, w.state)
		if test.err != (again != nil) || alarmed && again != nil {
			t.Errorf("%s: an alarm %v, %v", name, alarmed, again)
		}
		if test.err {
			f := plantest.WantFailure(t, err, failure.Plain, "journal", "the pool may be shut for an alarm", "mpool open "+w.state.Pool.Address.Hex()+" --doors")
			if f.Details["journal"] == nil {
				t.Errorf("%s: which record it is: %v", name, f.Details)
			}
		}
	}
}

// shut records a shutdown of the pool that was sent.
func (w *world) shut(second int64) {
	record(w.T, w.Settings.JournalDir(), second, w.state.Pool.Address, ops.Shut{}, true)
}
