package effect

import (
	"testing"

	"mpool/internal/ops"
)

// A fee that is set at once has no start and end to show, alone or together with other changes.
func TestSetAtOnce(t *testing.T) {
	t.Parallel()
	set, ramp := ops.Nested{Operation: ops.SetSwapFee{}}, ops.Nested{Operation: ops.RampSwapFee{}}
	for _, c := range []struct {
		op   ops.Operation
		want bool
	}{
		{ops.SetSwapFee{}, true},
		{ops.Series{Parts: []ops.Nested{{Operation: ops.UpdateWeights{}}, set}}, true},
		{ops.Series{Parts: []ops.Nested{ramp}}, false},
		{ops.RampSwapFee{}, false},
	} {
		if got := setAtOnce(&ops.Plan{Operation: c.op}); got != c.want {
			t.Errorf("%+v: %t", c.op, got)
		}
	}
}
