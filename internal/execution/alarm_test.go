package execution

import (
	"fmt"
	"os"
	"testing"

	"mpool/internal/failure"
	"mpool/internal/ops"
)

// A shutdown that sends nothing is recorded all the same.
func TestRecordAlarm(t *testing.T) {
	t.Parallel()
	w := newWorld(t, shutPool(), swapsOff())
	pool := w.node.head().state
	kept := ops.DoorsOf(somePool(), ops.ByJoinsExits)
	op := ops.Shut{Doors: ops.DoorsOf(pool, ops.ByJoinsExits), Kept: &kept}
	plan, err := op.Plan(pool, pool.Block.Time)
	must(t, err)
	must(t, w.run().RecordAlarm(plan))
	entry := w.only()
	if entry.Status.Closed == nil || entry.Status.Closed.Why != "nothing was sent: everything was already shut" || entry.Status.Begin.Operation != "shut" || entry.Status.Begin.Subject != pool.Pool.Address || entry.Status.Unfinished() {
		t.Errorf("%+v", entry.Status)
	}
	if note := w.ui.notes[len(w.ui.notes)-1]; !says(note, "mpool open "+pool.Pool.Address.Hex()) {
		t.Error(note)
	}
	if last, err := w.plans.LastShut(t.Context(), w.plans, pool); err != nil || last == nil {
		t.Errorf("it is not found: %v", err)
	}
	must(t, w.run().RecordAlarm(w.propose0())) // the plan is not a shutdown
	op.Kept = nil
	plan.Operation = op
	must(t, w.run().RecordAlarm(plan)) // the plan keeps no state to restore
	if n := len(w.records()); n != 1 {
		t.Errorf("%d records", n)
	}
	lock, err := w.run().Lock()
	must(t, err)
	defer func() { _ = lock.Release() }()
	op.Kept = &kept
	plan.Operation = op
	if err := w.run().RecordAlarm(plan); failure.CodeOf(err) != "locked" {
		t.Error(err)
	}
}

func TestAlarmCannotBeRecorded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, shutPool(), swapsOff())
	pool := w.node.head().state
	kept := ops.DoorsOf(somePool(), ops.ByJoinsExits)
	plan, err := ops.Shut{Doors: ops.DoorsOf(pool, ops.ByJoinsExits), Kept: &kept}.Plan(pool, pool.Block.Time)
	must(t, err)
	w.clock.at = func(n int) {
		if n == 2 { // the first one belongs to the lock
			must(t, os.RemoveAll(w.settings.JournalDir()))
		}
	}
	wantFailure(t, w.run().RecordAlarm(plan), failure.Plain, "journal", "cannot record the shutdown:", fmt.Sprintf("check the folder %s", w.settings.JournalDir()))
}
