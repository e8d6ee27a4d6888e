package ops

import (
	"slices"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// Swaps are enabled after the ramp. A new plan after either call has exactly the remaining calls.
func TestSwapsEnableGoesOn(t *testing.T) {
	pool := testPool()
	pool.Pool.SwapEnabled = false
	op := SetSwaps{true, &RampSwapFee{Start: testNow, End: testNow + 7*OneDay, From: percent(t, "50%"), To: percent(t, "0.3%")}}
	plan := planned(t, op, pool)
	if len(plan.Calls) != 2 || plan.After[0].Pool.SwapEnabled || plan.After[0].Fees.SwapFee != percent(t, "50%") || !plan.Predicted.Pool.SwapEnabled {
		t.Fatalf("%+v", plan)
	}
	if got := findingCodes(plan); !slices.Equal(got, []string{"fee.jump", "fee.high"}) || len(plan.Moments) != 2 {
		t.Errorf("findings %v, moments %v", got, plan.Moments)
	}
	middle, err := op.Plan(plan.After[0], testNow+3000)
	if err != nil || len(middle.Calls) != 1 || !sameCall(middle.Calls[0], plan.Calls[1]) || len(plan.Stale(middle)) != 0 {
		t.Errorf("in the middle: %+v, %v", middle, err)
	}
	if end, err := op.Plan(plan.Predicted, testNow+3000); err != nil || len(end.Calls) != 0 {
		t.Errorf("at the end: %+v, %v", end, err)
	}
	open, err := op.Plan(testPool(), testNow+10)
	if err != nil || len(open.Calls) != 1 || !sameCall(open.Calls[0], plan.Calls[0]) {
		t.Errorf("with swaps enabled already: %+v, %v", open, err)
	}
}

// A ramp that is refused stops the whole plan.
func TestSwapsEnableRefused(t *testing.T) {
	pool := testPool()
	pool.Pool.SwapEnabled = false
	plan := planned(t, SetSwaps{true, &RampSwapFee{Start: testNow, End: testNow + 1000, From: percent(t, "96%"), To: percent(t, "1%")}}, pool)
	if got := findingCodes(plan); !slices.Equal(got, []string{"BAL#202"}) || len(plan.Calls) != 1 || plan.Predicted.Pool.SwapEnabled {
		t.Errorf("findings %v, %d calls", got, len(plan.Calls))
	}
}

func TestSwitchesAdvise(t *testing.T) {
	on := testPool()
	on.Pool.Generation = V2
	off := func() *Snapshot {
		pool := testPool()
		pool.Pool.Generation, pool.Pool.SwapEnabled = V2, false
		return pool
	}
	moving, shielded, empty := testPool(), off(), off()
	moving.Weights, moving.Tokens[0].EndWeight = Ramp{testNow, testNow + 1000}, units.FixedFrom(4e17)
	shielded.Fees.SwapFeeRamp, shielded.Fees.StartSwapFee = Ramp{testNow, testNow + 1000}, units.FixedFrom(9e16)
	empty.Supply = Supply{Virtual: units.Amount{Decimals: 18}, Actual: units.Amount{Decimals: 18}}
	first, tripped := testPool(), off()
	tripped.Pool.JoinExitEnabled = false
	tripped.Tokens[0].Breaker = planned(t, bounds(t, tripped, "0.8", "1.5", "WETH"), tripped).Predicted.Tokens[0].Breaker
	tripped.Tokens[0].Cash.Raw = *uint256.NewInt(2_000_000)
	for _, c := range []struct {
		name  string
		op    Operation
		pool  *Snapshot
		codes []string
	}{
		{"enable", SetSwaps{Enabled: true}, off(), []string{"swaps.gap"}},
		{"enable behind a ramp", SetSwaps{Enabled: true}, shielded, nil},
		{"enable an empty pool", SetSwaps{Enabled: true}, empty, nil},
		{"disable", SetSwaps{}, testPool(), []string{"swaps.exits"}},
		{"disable while weights move", SetSwaps{}, moving, []string{"swaps.exits", "swaps.weights"}},
		{"enable with a tripped breaker", SetSwaps{Enabled: true}, tripped, []string{"swaps.gap", "breaker.trips"}},
		{"enable joins with a tripped breaker", SetJoinsExits{true}, tripped, []string{"breaker.trips"}},
		{"open an emptied pool", Open{Doors: DoorsOf(on, ByJoinsExits)}, tripped, []string{"doors.empty"}},
		{"shut while weights move", Shut{Doors: DoorsOf(moving, ByAllowlist)}, moving, []string{"swaps.exits", "swaps.weights"}},
		{"lock", SetJoinsExits{}, on, []string{"joins_exits.locked"}},
		{"lock all", SetJoinsExits{}, off(), []string{"joins_exits.locked", "joins_exits.frozen"}},
		{"unlocked", SetJoinsExits{true}, on, nil},
		{"first generation", SetJoinsExits{}, first, []string{"generation"}},
		{"first generation, enable", SetJoinsExits{true}, first, []string{"generation"}},
	} {
		plan := planned(t, c.op, c.pool)
		if got := findingCodes(plan); !slices.Equal(got, c.codes) {
			t.Errorf("%s: findings %v, want %v", c.name, got, c.codes)
		}
	}
	locked := on.Clone()
	locked.Pool.JoinExitEnabled = false
	if plan := planned(t, SetJoinsExits{true}, locked); len(plan.Calls) != 1 || !plan.Predicted.Pool.JoinExitEnabled {
		t.Errorf("%+v", plan)
	}
}
