package ops_test

import (
	"slices"
	"strings"
	"testing"

	"mpool/internal/ops/tokenset/tokentest"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
)

// A plan reports how long the pool is shut, that this is an estimate, and who cannot exit. From
// call 1, which disables swaps, to call 7, which enables them, there are six blocks.
func TestLasting(t *testing.T) {
	op := tokentest.Addition()
	pool := opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(9e6, 6))
	pool.ChainID = 1
	plan := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
	if len(plan.Calls) != 7 || plan.Window == nil || plan.Window.Lasts == nil {
		t.Fatalf("%d calls, %+v", len(plan.Calls), plan.Window)
	}
	if l := *plan.Window.Lasts; l.Blocks != 6 || l.Seconds != 72 || l.Handovers != 2 {
		t.Errorf("%+v", l)
	}
	at := slices.IndexFunc(plan.Findings, func(f ops.Finding) bool { return f.Code == "window.lasts" })
	if at < 0 {
		t.Fatalf("%+v", plan.Findings)
	}
	said := plan.Findings[at]
	for _, want := range []string{"estimate: the pool is shut for", "about 6 blocks, 1 minute 12 seconds, if each call is mined in the next block", "LPs cannot exit"} {
		if !strings.Contains(said.Summary, want) {
			t.Errorf("%q lacks %q", said.Summary, want)
		}
	}
	if !strings.Contains(said.Detail, "each time the sender changes (2 times)") || len(said.Summary) > 200 {
		t.Errorf("%+v", said)
	}
	rest := opstest.PlanAt(t, op, plan.After[4], pool.Block.Time+60)
	if l := rest.Window.Lasts; l == nil || l.Blocks != 2 || l.Handovers != 0 {
		t.Errorf("of what is left: %+v", l)
	}
}

// A pool that was already shut stays shut: the plan reports no duration.
func TestLastingOfNothing(t *testing.T) {
	op := tokentest.Addition()
	op.Doors = ops.Doors{Closing: ops.ByJoinsExits}
	pool := opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(9e6, 6))
	pool.Pool.SwapEnabled, pool.Pool.JoinExitEnabled = false, false
	plan := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
	if plan.Window == nil || plan.Window.Lasts != nil {
		t.Errorf("%+v", plan.Window)
	}
}
