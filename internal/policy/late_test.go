package policy

import (
	"strings"
	"testing"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
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
		found, err := c.policies.Late(opstest.PlanAt(t, op, c.pool, opstest.Now+12))
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
