package request

import (
	"strings"
	"testing"

	"mpool/internal/ops/opstest"
	"mpool/internal/ops/trade"
	"mpool/internal/units"
)

// A price that is far from the pool's own is a warning, which names the token and by how much.
func TestFarPrices(t *testing.T) {
	pool := opstest.Pool(25, 25, 50)
	for _, c := range []struct {
		prices [3]uint64
		want   string
	}{
		{[3]uint64{1000, 1000, 1000}, ""},
		{[3]uint64{1000, 1090, 1000}, ""},
		{[3]uint64{1000, 1000, 1}, "is 1,000 times lower than the pool's own"},
		{[3]uint64{1000, 1_000_000, 1000}, "is 1,000 times higher than the pool's own"},
		{[3]uint64{1000, 800, 1000}, "is 20% lower than the pool's own"},
		{[3]uint64{1000, 1150, 1000}, "is 15% higher than the pool's own"},
	} {
		told := new(said)
		on := &Target{Before: pool, UI: told}
		var prices []trade.TokenWorth
		for i, price := range c.prices {
			prices = append(prices, trade.TokenWorth{Token: pool.Tokens[i].Address, Worth: units.FixedFrom(price * 1e12)})
		}
		(&outside{source: typed{words: "p.csv"}}).warnFar(on, prices)
		if got := strings.Join(*told, "; "); (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%v: %q, want %q", c.prices, got, c.want)
		}
	}
	two := opstest.Pool(50, 50)
	if _, _, factor := farthest(two, []trade.TokenWorth{{Token: two.Tokens[0].Address, Worth: units.FixedFrom(1e18)}, {Token: two.Tokens[1].Address, Worth: units.FixedFrom(3e18)}}); factor < 2.9 {
		t.Errorf("of two tokens: %g", factor)
	}
}
