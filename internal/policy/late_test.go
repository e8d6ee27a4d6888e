package policy

import (
	"strings"
	"testing"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/units"
)

// A change over seven days that costs 0.0005 % is a jump for a Safe that executes it right before its
// end.
func TestLate(t *testing.T) {
	pool := opstest.ThreeTokens()
	op := ops.UpdateWeights{Start: opstest.Now, End: opstest.Now + 7*ops.OneDay, Weights: resolve(t, pool, "WETH=15%,USDC=65%,WBTC=rest")}
	off := pool.Clone()
	off.Pool.SwapEnabled = false
	for _, c := range []struct {
		name     string
		policies Policies
		pool     *ops.Snapshot
		want     string
		says     string
	}{
		{"no limit", Policies{}, pool, "", ""},
		{"within the limit", Policies{Refuse: Limits{MaxArbitrageCost: limit(t, "50%")}}, pool, "", ""},
		{"above the limit", Policies{Refuse: Limits{MaxArbitrageCost: limit(t, "0.5%")}}, pool, "warn", "it is within the limit"},
		{"a limit that it exceeds at once", Policies{Refuse: Limits{MaxArbitrageCost: limit(t, "0%")}}, pool, "warn", "the arbitrage cost is"},
		{"only a warning", Policies{Warn: Limits{MaxArbitrageCost: limit(t, "0.5%")}}, pool, "warn", "it is within the limit"},
		{"swaps are disabled: the cost is that of a jump at any time", Policies{Refuse: Limits{MaxArbitrageCost: limit(t, "0.5%")}}, off, "", ""},
	} {
		c.policies.Interval = 12
		found, err := c.policies.Late(c.pool, opstest.PlanAt(t, op, c.pool, opstest.Now+12))
		if err != nil {
			t.Fatal(err)
		}
		var got, detail string
		for _, f := range found {
			got, detail = string(f.Severity), f.Detail
		}
		if got != c.want || !strings.Contains(detail, c.says) {
			t.Errorf("%s: %v, want %q with %q", c.name, found, c.want, c.says)
		}
	}
}

// TestLateBehindAnother: while another change runs, a change that is executed late starts from the weights
// of then. Of 50% WETH, the other change leaves 20%, and a plan for 50.5% looks like a step of 0.5 points.
func TestLateBehindAnother(t *testing.T) {
	const day = ops.OneDay
	behind := func(start, end units.Time, weights string) func(*ops.Snapshot) ops.Operation {
		return func(s *ops.Snapshot) ops.Operation {
			return ops.UpdateWeights{Start: opstest.Now + start, End: opstest.Now + end, Weights: resolve(t, s, weights)}
		}
	}
	for _, c := range []struct {
		name  string
		ramp  [2]int64 // start and end of the other change, from now
		op    func(*ops.Snapshot) ops.Operation
		limit string
		says  string
	}{
		{"back again, after the end of the other", [2]int64{-3600, 3 * day}, behind(3*day+7200, 3*day+10800, "WETH=50.5%,USDC=29.5%,WBTC=rest"), "0.5%", "right before its end"},
		{"back again, at once", [2]int64{-3600, 3 * day}, behind(0, 4*day, "WETH=50.5%,USDC=29.5%,WBTC=rest"), "0.5%", "if executed by"},
		{"back again, the other is scheduled", [2]int64{day, 3 * day}, behind(0, 4*day, "WETH=50.5%,USDC=29.5%,WBTC=rest"), "0.5%", "right before its end"},
		{"further, after the end of the other", [2]int64{-3600, 3 * day}, behind(3*day+7200, 3*day+10800, "WETH=19.9%,USDC=60.1%,WBTC=rest"), "0.5%", ""},
		{"the same, in less time before the other begins", [2]int64{day, day + 300}, behind(0, day+600, "WETH=20%,USDC=60%,WBTC=rest"), "0.1%", "because another change moves the weights until then"},
		{"the other has ended", [2]int64{-day, -3600}, behind(0, 4*day, "WETH=20.5%,USDC=59.5%,WBTC=rest"), "0.5%", ""},
	} {
		pool := opstest.ThreeTokens()
		pool.Weights = ops.Ramp{Start: units.Time(int64(opstest.Now) + c.ramp[0]), End: units.Time(int64(opstest.Now) + c.ramp[1])}
		pool.Tokens[0].EndWeight, pool.Tokens[1].EndWeight = units.FixedFrom(2e17), units.FixedFrom(6e17)
		pool = opstest.Settled(t, pool)
		found, err := Policies{Interval: 12, Refuse: Limits{MaxArbitrageCost: limit(t, c.limit)}}.Late(pool, opstest.PlanAt(t, c.op(pool), pool, opstest.Now+12))
		if err != nil {
			t.Fatal(err)
		}
		var detail string
		for _, f := range found {
			detail = f.Detail
		}
		if (len(found) > 0) != (c.says != "") || !strings.Contains(detail, c.says) {
			t.Errorf("%s: %+v, want %q", c.name, found, c.says)
		}
	}
}
