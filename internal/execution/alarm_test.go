package execution

import (
	"fmt"
	"os"
	"strings"
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
	must(t, w.run().RecordAlarm(plan)) // another mpool is sending, and looks for this record
	if n := len(w.records()); n != 2 {
		t.Errorf("%d records", n)
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
		if n == 1 { // the name of the record
			must(t, os.RemoveAll(w.settings.JournalDir()))
		}
	}
	wantFailure(t, w.run().RecordAlarm(plan), failure.Plain, "journal", "cannot record the shutdown:", fmt.Sprintf("check the folder %s", w.settings.JournalDir()))
}

// TestAlarmBeside: while another mpool sends, an alarm is recorded all the same, and says how to send it.
func TestAlarmBeside(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), shutdown(somePool()))
	lock, err := w.run().Lock()
	must(t, err)
	defer func() { _ = lock.Release() }()
	_, err = w.send()
	pool := somePool().Pool.Address.Hex()
	wantFailure(t, err, failure.Locked, "locked", "the pool is not shut yet: another mpool is sending: process", "press Ctrl-C in its terminal (process "+fmt.Sprint(os.Getpid())+"), then: mpool shut "+pool+" --broadcast --yes", "leave the pool shut from their next call on")
	if last, err := w.plans.LastShut(t.Context(), w.plans, w.node.head().state); err != nil || last == nil || w.only().Status.Unfinished() {
		t.Errorf("it is not recorded: %v", err)
	}
	w.op, w.node.op = swapsOff(), swapsOff()
	_, err = w.send()
	if failure.CodeOf(err) != "locked" || len(w.records()) != 1 {
		t.Errorf("it is no alarm: %v", err)
	}
}

// TestAlarmWhileSending: an operation that is being sent looks for an alarm before each call, and leaves the
// pool shut.
func TestAlarmWhileSending(t *testing.T) {
	t.Parallel()
	for _, call := range []int{1, 2, 5} {
		w := adding(t, somePool())
		verified := 0
		w.at = func(point string) {
			if point != "verified" {
				return
			}
			if verified++; verified != call {
				return
			}
			running := w.engine
			w.alarm(t)
			w.engine = running
		}
		_, err := w.send()
		wantFailure(t, err, failure.Mined, "doors.kept", "the pool is still shut (swaps and joins and exits)")
		if pool := w.node.head().state.Pool; pool.SwapEnabled || pool.JoinExitEnabled {
			t.Errorf("after call %d: it was opened", call)
		}
	}
}

// TestPendingCallOpens: a pending call that opens the pool after the alarm is named.
func TestPendingCallOpens(t *testing.T) {
	t.Parallel()
	w := adding(t, somePool())
	w.kill("broadcast", 7)
	w.until(w.send)
	now := w.node.head().state
	kept := ops.DoorsOf(somePool(), ops.ByJoinsExits)
	plan, err := ops.Shut{Doors: ops.DoorsOf(now, ops.ByJoinsExits), Kept: &kept}.Plan(now, now.Block.Time)
	must(t, err)
	id := w.only().ID
	must(t, w.run().RecordAlarm(plan))
	if said := strings.Join(w.ui.warning, "\n"); !says(said, "of add-token is pending and opens swaps: to replace it by an empty transaction: mpool tx cancel "+id) {
		t.Error(said)
	}
}
