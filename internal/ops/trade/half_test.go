package trade

import (
	"testing"

	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
)

// A trade that stops between its calls leaves no pool shut and no token half added.
func TestTradesLeaveNothingHalf(t *testing.T) {
	for _, op := range []ops.Operation{Swap{}, Join{}, Exit{}, InitPool{}} {
		if ops.LeavesHalf(op) {
			t.Errorf("%s leaves nothing half done", op.Name())
		}
	}
}

// Anyone can trade; whoever swaps or joins pays in, and an exit does not.
func TestWhoPaysIn(t *testing.T) {
	for _, c := range []struct {
		op   ops.Operation
		pays bool
	}{{Swap{}, true}, {Join{}, true}, {InitPool{}, true}, {Exit{}, false}} {
		safe := wallet.ExecSafe{Of: ops.Nested{Operation: c.op}}
		if ops.PaysIn(c.op) != c.pays || ops.PaysIn(safe) != c.pays || !ops.ByAnyone(c.op) || !ops.ByAnyone(safe) {
			t.Errorf("%s: pays in: %v", c.op.Name(), ops.PaysIn(c.op))
		}
	}
}
