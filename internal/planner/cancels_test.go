package planner

import (
	"testing"

	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// The first line of a plan that only replaces a scheduled change says so.
func TestChangeThatCancels(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		ramp ops.Ramp
		want string
	}{
		{ops.Ramp{Start: 2000, End: 3000}, "replaces the weight change scheduled from " + text.Time(2000) + " to " + text.Time(3000) + ": the weights stay as they are"},
		{ops.Ramp{Start: 500, End: 3000}, "replaces the weight change that runs until " + text.Time(3000) + ": the weights stay as they are"},
		{ops.Ramp{Start: 10, End: 20}, "weights-update"},
	} {
		before := &ops.Snapshot{Block: ops.Block{Time: 1000}, Weights: c.ramp}
		if got := ChangeOf(before, &ops.Plan{Operation: ops.UpdateWeights{}}, Timeline{}); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	before := &ops.Snapshot{Block: ops.Block{Time: 1000}, Fees: ops.Fees{SwapFee: units.FixedFrom(3e15), SwapFeeRamp: ops.Ramp{Start: 2000, End: 3000}}}
	want := "replaces the swap fee change scheduled from " + text.Time(2000) + " to " + text.Time(3000) + ": the swap fee stays at 0.3%"
	if got := ChangeOf(before, &ops.Plan{Operation: ops.SetSwapFee{}}, Timeline{}); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
