package ops

import (
	"slices"
	"strings"
	"testing"

	"mpool/internal/units"
)

func TestFeeRampRefuses(t *testing.T) {
	const hour = 3600
	for _, c := range []struct {
		start, end units.Time
		from, to   string
		codes      []string
	}{
		{testNow, testNow + hour, "0.0001%", "95%", nil},
		{testNow, testNow + hour, "0.00009999%", "1%", []string{"BAL#203"}},
		{testNow, testNow + hour, "95.0000000000000001%", "1%", []string{"BAL#202"}},
		{testNow, testNow + hour, "1%", "0%", []string{"BAL#203"}},
		{testNow, testNow + hour, "96%", "0%", []string{"BAL#202", "BAL#203"}},
		{testNow, testNow + 9, "2%", "1%", []string{"BAL#326"}},
		{testNow + hour, testNow + hour - 1, "96%", "1%", []string{"BAL#326", "BAL#202"}},
		{testNow, 1 << 32, "2%", "1%", []string{"BAL#436"}},
		{testNow, 1 << 32, "2%", "99%", []string{"BAL#202", "BAL#436"}},
	} {
		plan := planned(t, RampSwapFee{Start: c.start, End: c.end, From: percent(t, c.from), To: percent(t, c.to)}, testPool())
		if got := findingCodes(plan); plan.Refused() != (c.codes != nil) || c.codes != nil && !slices.Equal(got, c.codes) {
			t.Errorf("%+v: findings %v", c, got)
		}
	}
}

func TestFeeRampAdvises(t *testing.T) {
	const day = 24 * 3600
	running := testPool()
	running.Fees.SwapFeeRamp, running.Fees.StartSwapFee = Ramp{testNow - day, testNow + day}, units.FixedFrom(9e15)
	for _, c := range []struct {
		name  string
		op    Operation
		pool  *Snapshot
		codes []string
	}{
		{"from now", RampSwapFee{Start: testNow, End: testNow + day, From: units.FixedFrom(3e15), To: units.FixedFrom(1e15)}, testPool(), nil},
		{"up", RampSwapFee{Start: testNow, End: testNow + day, From: units.FixedFrom(2e16), To: units.FixedFrom(1e15)}, testPool(), []string{"fee.jump", "fee.high"}},
		{"down", RampSwapFee{Start: testNow, End: testNow + day, From: units.FixedFrom(1e15), To: units.FixedFrom(2e16)}, testPool(), []string{"fee.drop", "fee.jump", "fee.high"}},
		{"a cliff", RampSwapFee{Start: testNow + day, End: testNow + day, From: units.FixedFrom(3e15), To: units.FixedFrom(1e15)}, testPool(), []string{"fee.drop"}},
		{"tight", RampSwapFee{Start: testNow, End: testNow + 20, From: units.FixedFrom(3e15), To: units.FixedFrom(1e15)}, testPool(), []string{"fee.tight"}},
		{"late", RampSwapFee{Start: testNow - day, End: testNow + day, From: units.FixedFrom(3e15), To: units.FixedFrom(1e15)}, testPool(), []string{"fee.late"}},
		{"another runs", RampSwapFee{Start: testNow, End: testNow + day, From: units.FixedFrom(2e16), To: units.FixedFrom(1e15)}, running, []string{"fee.replaces", "fee.jump", "fee.high"}},
		{"set up", SetSwapFee{units.FixedFrom(4e15), testNow + day}, testPool(), []string{"fee.jump"}},
		{"set down", SetSwapFee{units.FixedFrom(2e15), testNow + day}, testPool(), []string{"fee.drop", "fee.jump"}},
		{"set for a moment", SetSwapFee{units.FixedFrom(4e15), testNow + 20}, testPool(), []string{"fee.tight", "fee.jump"}},
	} {
		if got := findingCodes(planned(t, c.op, c.pool)); !slices.Equal(got, c.codes) {
			t.Errorf("%s: findings %v, want %v", c.name, got, c.codes)
		}
	}
}

// The plan reports the exact size of a jump.
func TestFeeJump(t *testing.T) {
	plan := planned(t, SetSwapFee{percent(t, "2.5%"), testNow + 1000}, testPool())
	if said := plan.Findings[0].Summary; !strings.Contains(said, "from 0.3% to 2.5%") || !strings.Contains(said, "(+2.2 points)") {
		t.Error(said)
	}
}

// A set fee applies from the time of mining, whenever that is.
func TestFeeSetCountsWhenMined(t *testing.T) {
	op := SetSwapFee{percent(t, "2%"), testNow + 1000}
	for _, at := range []units.Time{testNow + 1, testNow + 999, testNow + 1000} {
		plan, err := op.Plan(testPool(), at)
		if err != nil || plan.Refused() {
			t.Fatal(err, plan)
		}
		for _, later := range []units.Time{at, at + 1, testNow + 1000, testNow + 10_000} {
			if s, err := plan.Predicted.At(max(at, later)); err != nil || s.Fees.SwapFee != op.Fee {
				t.Errorf("mined at %d, the fee at %d is %s, %v", at, later, s.Fees.SwapFee.Percent(), err)
			}
		}
	}
	if plan, err := op.Plan(testPool(), testNow+1001); err != nil || findingCodes(plan)[0] != "BAL#326" {
		t.Error("a second later it is not refused", plan, err)
	}
}

func TestFeeRampDone(t *testing.T) {
	op := RampSwapFee{Start: testNow, End: testNow + 1000, From: percent(t, "2%"), To: percent(t, "0.3%")}
	pool := testPool() // its current fee is the ramp's last one, but the ramp is not done
	if plan := planned(t, op, pool); len(plan.Calls) != 1 || len(plan.Moments) != 2 {
		t.Errorf("%d calls, moments %v", len(plan.Calls), plan.Moments)
	}
	if plan, err := op.Plan(pool, testNow+2000); err != nil || len(plan.Calls) != 0 || plan.Refused() {
		t.Errorf("after its end there is something to do: %+v, %v", plan, err)
	}
}

func TestParseFeeRamp(t *testing.T) {
	pool := testPool()
	got, err := ParseFeeRamp("50%:now:7d", pool)
	if want := (RampSwapFee{Start: testNow, End: testNow + 7*OneDay, From: units.FixedFrom(5e17), To: units.FixedFrom(3e15), ToNow: true}); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	for _, text := range []string{"", "50%", "50%:1%", "50:1%:7d", "50%:1:7d", "50%:1%:7", "50%:1%:7d:8d", "1e18%:1%:7d"} {
		if got, err := ParseFeeRamp(text, pool); err == nil {
			t.Errorf("%q is %+v", text, got)
		}
	}
}

// The time in which a Safe's owners sign does not make their plan stale. For an account it does.
func TestLateOfASafe(t *testing.T) {
	for kind, stale := range map[OwnerKind]bool{OwnerAccount: true, OwnerSafe: false, OwnerContract: false} {
		pool := testPool()
		pool.Pool.OwnerKind = kind
		op := RampSwapFee{Start: testNow, End: testNow + 2*86400, From: units.FixedFrom(3e15), To: units.FixedFrom(1e16)}
		first, later := planAt(t, op, pool, testNow+12), planAt(t, op, pool, testNow+1200)
		warned := slices.ContainsFunc(later.Findings, func(f Finding) bool { return f.Code == "fee.late" && f.Severity == Warn })
		if got := len(first.Stale(later)) > 0; got != stale || !warned {
			t.Errorf("%s: %q, %+v", kind, first.Stale(later), later.Findings)
		}
		tight := planAt(t, op, pool, testNow+2*86400-30)
		if len(first.Stale(tight)) == 0 {
			t.Errorf("%s: a plan that is about to revert is no matter of patience", kind)
		}
	}
}
