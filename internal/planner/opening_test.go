package planner

import (
	"testing"
	"time"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
)

// An opening ends if an alarm in a later block has shut the pool; one that is planned after it goes on.
func TestOpeningAfterAnAlarm(t *testing.T) {
	for planned, refused := range map[uint64]bool{5: true, 6: false, 7: false} {
		open, shut := plantest.Pool(), plantest.Pool()
		shut.Pool.SwapEnabled = false
		w := newWorld(t, shut)
		alarm := &ops.Plan{Operation: ops.Shut{Doors: ops.DoorsOf(open, ops.ByJoinsExits)}, Calls: []ops.Call{{To: open.Pool.Address}},
			Base: ops.Block{Number: 6}, Predicted: &ops.Snapshot{ChainID: 1, Pool: open.Pool}}
		document, err := alarm.MarshalJSON()
		plantest.Must(t, err)
		digest, err := alarm.Digest()
		plantest.Must(t, err)
		j, err := journal.Create(w.Settings.JournalDir(), func() time.Time { return time.Unix(1_700_000_000, 0) },
			journal.Begin{Plan: digest, Operation: "shut", Subject: open.Pool.Address, ChainID: 1, Calls: 1, Document: document})
		plantest.Must(t, err)
		plantest.Must(t, j.CloseOperation("nothing had to be sent"))
		plantest.Must(t, j.Close())
		_, err = w.keepingShut(t.Context(), w.scripted, &ops.Plan{Operation: ops.Open{}, Base: ops.Block{Number: planned}}, w.state)
		if refused {
			_ = plantest.WantFailure(t, err, failure.Refused, "doors.alarm", "it opens nothing more")
		} else if err != nil {
			t.Errorf("planned on block %d: %v", planned, err)
		}
	}
}
