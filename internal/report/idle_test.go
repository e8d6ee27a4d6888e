package report

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/fork"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// Amounts after weights have moved are those of a pool in which nobody trades.
func TestIdle(t *testing.T) {
	t.Parallel()
	pool := func(hundredths uint64) *ops.Snapshot {
		return &ops.Snapshot{Tokens: []ops.Token{{Address: common.Address{1}, Weight: units.FixedFrom(hundredths * 1e16)}}}
	}
	remove, moves := &ops.Plan{Operation: tokenset.RemoveToken{}}, &ops.Plan{Operation: ops.UpdateWeights{}, Moves: &weightcost.Move{}}
	for name, c := range map[string]struct {
		steps []fork.Step
		want  bool
	}{
		"alone":        {[]fork.Step{{Plan: remove, Before: pool(8)}}, false},
		"after a wait": {[]fork.Step{{Plan: moves, Before: pool(8), After: pool(8)}, {Plan: remove, Before: pool(1)}}, true},
		"after a jump": {[]fork.Step{{Plan: moves, Before: pool(8), After: pool(1)}, {Plan: remove, Before: pool(1)}}, true},
		"no wait":      {[]fork.Step{{Plan: moves, Before: pool(8), After: pool(8)}, {Plan: remove, Before: pool(8)}}, false},
		"no amounts":   {[]fork.Step{{Plan: moves, Before: pool(8), After: pool(8)}, {Plan: &ops.Plan{Operation: ops.SetSwaps{}}, Before: pool(1)}}, false},
		"another pool": {[]fork.Step{{Plan: moves, Before: pool(8), After: pool(1), Pool: fork.Pool{Address: common.Address{9}}}, {Plan: remove, Before: pool(1)}}, false},
	} {
		v := View{Result: &fork.Result{Steps: c.steps}}
		if got := v.idle(len(c.steps) - 1); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
