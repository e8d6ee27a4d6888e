package exposure

import (
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/units"
)

// bounded gives the pool's first token a circuit breaker around its price.
func bounded(t *testing.T, s *ops.Snapshot, lower, upper uint64) *ops.Snapshot {
	t.Helper()
	op := s.PriceBounds([]*ops.Token{&s.Tokens[0]}, units.FixedFrom(lower*1e16), units.FixedFrom(upper*1e16))
	next, err := op.Predict(s)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// The finding names the side on which trades towards the market's price would trip a breaker. There
// is none for a wide breaker, with swaps disabled, or for one that trips already.
func TestBreakerThatShutsOutRepair(t *testing.T) {
	for _, c := range []struct {
		name         string
		lower, upper uint64
		balance      uint64 // of the other token afterwards; it was 50
		off          bool
		want         string
	}{
		{"its price has to rise", 98, 102, 25, false, "push its BPT price above the upper bound"},
		{"its price has to fall", 98, 102, 100, false, "push its BPT price below the lower bound"},
		{"wide bounds", 50, 200, 25, false, ""},
		{"only the other side is bounded", 98, 0, 25, false, ""},
		{"not checked against the market: swaps are disabled, so the pool's prices do not show the market's", 98, 102, 25, true, ""},
		{"nothing is off", 98, 102, 50, false, ""},
	} {
		before := opstest.Settled(t, bounded(t, opstest.Settled(t, openPool(50, 50)), c.lower, c.upper))
		after := before.Clone()
		after.Tokens[1].Cash.Raw.Mul(uint256.NewInt(c.balance), uint256.NewInt(1e18))
		after.Pool.SwapEnabled = !c.off
		x := Exposed{States: row(before, after), Market: SpotMarket(before)}
		x.Now, x.End = mustExpose(t, x.Market, before), mustExpose(t, x.Market, after)
		found := x.sayShutOut()
		if (len(found) > 0) != (c.want != "") {
			t.Errorf("%s: %+v", c.name, found)
			continue
		}
		if c.want != "" && (found[0].Code != exposureBreaker || found[0].Severity != ops.Warn || !strings.Contains(found[0].Summary, c.want)) {
			t.Errorf("%s: %+v", c.name, found)
		}
	}
}
