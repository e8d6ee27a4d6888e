package execution

import (
	"testing"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/ops/wallet"
	"mpool/internal/units"
)

// A chain that stands still has an old newest block: what counts is the time of its next one.
func TestTooLate(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		late units.Time // of the next block, after the deadline; 0: the node does not say
		sent bool
	}{{"after it", 1, false}, {"to the second", 0, true}} {
		pool := somePool()
		op := ops.SetSwapFee{Fee: pool.Fees.SwapFee, Until: pool.Block.Time + 600}
		op.Fee[0]++
		w := newWorld(t, pool, op)
		w.node.pending = op.Until + test.late
		_, err := w.send()
		if test.sent {
			must(t, err)
			continue
		}
		f := wantFailure(t, err, failure.Refused, "late", "must be mined by", "BAL#326", "--within")
		if len(w.node.given) != 0 || len(w.records()) != 0 {
			t.Errorf("%s: something was sent: %s", test.name, f.Message)
		}
	}
}

// The deadline is that of the trade, and of what a Safe executes.
func TestDueOf(t *testing.T) {
	t.Parallel()
	swap := trade.Swap{Deadline: 7}
	for op, want := range map[string]ops.Operation{"a swap": swap, "of a Safe": wallet.ExecSafe{Of: ops.Nested{Operation: swap}}} {
		if due := dueOf(want); due.At != 7 || due.Code != "BAL#508" {
			t.Errorf("%s: %+v", op, due)
		}
	}
	if due := dueOf(ops.SetSwaps{}); due.At != 0 {
		t.Errorf("%+v", due)
	}
}
