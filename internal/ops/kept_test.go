package ops_test

import (
	"strings"
	"testing"

	"mpool/internal/ops/tokenset/tokentest"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/units"
)

// allCodes are the codes of a plan's findings.
func allCodes(plan *ops.Plan) string {
	var codes []string
	for _, finding := range plan.Findings {
		codes = append(codes, finding.Code)
	}
	return strings.Join(codes, " ")
}

// A pool that was shut twice, in any ways, is opened to its state before the first time.
func TestShutTwice(t *testing.T) {
	for _, first := range []ops.Closing{ops.ByAllowlist, ops.ByJoinsExits} {
		for _, second := range []ops.Closing{ops.ByAllowlist, ops.ByJoinsExits} {
			pool := opstest.Pool(50, 30, 20)
			pool.Pool.Generation = ops.V2
			once := ops.Shut{Doors: ops.DoorsOf(pool, first)}
			now := opstest.PlanAt(t, once, pool, pool.Block.Time+12).Predicted
			kept := once.Restores()
			twice := ops.Shut{Doors: ops.DoorsOf(now, second), Kept: &kept}
			plan := opstest.PlanAt(t, twice, now, now.Block.Time+12)
			if !strings.Contains(allCodes(plan), "shut.kept") {
				t.Errorf("%s, %s: %s", first, second, allCodes(plan))
			}
			open := opstest.PlanAt(t, ops.Open{Doors: twice.Restores()}, plan.Predicted, now.Block.Time+24)
			if was, is := doorState(pool), doorState(open.Predicted); was != is {
				t.Errorf("%s, %s: was %s and is %s", first, second, was, is)
			}
		}
	}
}

// An operation that an alarm interrupts ends with all doors shut. Open restores what the operation
// has shut.
func TestKeepShut(t *testing.T) {
	op := tokentest.Addition()
	pool := opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(9e6, 6))
	plan := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
	kept := plan.KeepingShut()
	again := opstest.PlanAt(t, kept.Operation, pool, pool.Block.Time+12)
	if len(again.Calls) != len(kept.Calls) || len(again.Stale(kept)) > 0 || again.Predicted.Pool.SwapEnabled {
		t.Errorf("%d of %d calls, %s", len(again.Calls), len(plan.Calls), doorState(again.Predicted))
	}
	with, _ := ops.ShutDoors(plan.Operation)
	open := opstest.PlanAt(t, ops.Open{Doors: with.AsFound()}, again.Predicted, pool.Block.Time+24)
	if was, is := doorState(pool), doorState(open.Predicted); was != is {
		t.Errorf("was %s and is %s", was, is)
	}
}

// Doors that someone has opened since are not opened again.
func TestReopened(t *testing.T) {
	pool := opstest.Pool(50, 30, 20)
	d := ops.DoorsOf(pool, ops.ByAllowlist)
	shut := opstest.PlanAt(t, ops.Shut{Doors: d}, pool, pool.Block.Time+12).Predicted
	if got := d.Reopened([]ops.Door{{Kind: ops.SwapDoor}}).Shuts(shut); got != "joins (by the allowlist)" {
		t.Error(got)
	}
	if got := d.Reopened([]ops.Door{{Kind: ops.SwapDoor}, {Kind: ops.AllowlistDoor}}).Shuts(shut); got != "" {
		t.Error(got)
	}
}

// --keep-exits does not enable exits that are already disabled. The plan says how to enable them.
func TestShutWhereExitsAreOff(t *testing.T) {
	pool := opstest.Pool(50, 30, 20)
	pool.Pool.Generation, pool.Pool.JoinExitEnabled = ops.V2, false
	plan := opstest.PlanAt(t, ops.Shut{Doors: ops.DoorsOf(pool, ops.ByAllowlist)}, pool, pool.Block.Time+12)
	if !plan.Predicted.Pool.MustAllowlistLPs || !strings.Contains(allCodes(plan), "joins_exits.locked") || strings.Contains(allCodes(plan), "swaps.exits") {
		t.Errorf("%d calls, %s", len(plan.Calls), allCodes(plan))
	}
	none := opstest.PlanAt(t, ops.Shut{Doors: ops.DoorsOf(plan.Predicted, ops.ByAllowlist)}, plan.Predicted, pool.Block.Time+24)
	if len(none.Calls) > 0 || !strings.Contains(allCodes(none), "joins_exits.locked") {
		t.Errorf("%d calls, %s", len(none.Calls), allCodes(none))
	}
}

// Only a fee that starts high and falls slowly protects swaps that are opened.
func TestOpenBehindFee(t *testing.T) {
	at := opstest.Pool(50, 30, 20).Block.Time
	percent := func(n uint64) units.Fixed { return units.FixedFrom(n * 10_000_000_000_000_000) }
	for name, c := range map[string]struct {
		from, to uint64
		end      units.Time
		gap      bool
	}{
		"falls":  {50, 1, at + 86400, false},
		"rises":  {1, 50, at + 86400, true},
		"flat":   {50, 50, at + 86400, true},
		"low":    {2, 1, at + 86400, true},
		"moment": {50, 1, at + 60, true},
	} {
		pool := opstest.Pool(50, 30, 20)
		d := ops.DoorsOf(pool, ops.ByAllowlist)
		pool.Pool.SwapEnabled = false
		pool.Fees.SwapFeeRamp, pool.Fees.StartSwapFee, pool.Fees.EndSwapFee = ops.Ramp{Start: at - 60, End: at + 3600}, percent(2), percent(1)
		plan := opstest.PlanAt(t, ops.Open{Doors: d, FeeRamp: &ops.RampSwapFee{Start: at, End: c.end, From: percent(c.from), To: percent(c.to)}}, pool, at+12)
		codes := allCodes(plan)
		if strings.Contains(codes, "swaps.gap") != c.gap || !strings.Contains(codes, "fee.replaces") || !strings.Contains(codes, "fee.jump") {
			t.Errorf("%s: %s", name, codes)
		}
	}
}
