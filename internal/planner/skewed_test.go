package planner

import (
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/planner/plantest"
	"mpool/internal/policy"
	"mpool/internal/units"
)

// joinAt is a join in proportion of half the BPT of a pool with as much of both tokens, at a
// price of the first in the second.
func joinAt(dollars uint64) (*ops.Snapshot, *ops.Plan) {
	s := plantest.ShutPool()
	s.Pool.SwapEnabled, s.Supply.Actual = true, units.Amount{Raw: *uint256.NewInt(1e18), Decimals: 18}
	s.Supply.Virtual = s.Supply.Actual
	join := trade.Join{Kind: trade.JoinAllTokens, Bpt: units.Amount{Raw: *uint256.NewInt(5e17), Decimals: 18}}
	for i, hundredths := range []uint64{dollars, 100} {
		join.Prices = append(join.Prices, trade.TokenWorth{Token: s.Tokens[i].Address, Worth: units.FixedFrom(hundredths * 1e16)})
	}
	return s, &ops.Plan{Operation: join, Calls: make([]ops.Call, 1), Predicted: s}
}

// A join into a pool whose balances are off the prices is warned of with both values, and its
// policy counts what arbitrage takes, although it is in proportion.
func TestSkewIsJudged(t *testing.T) {
	limit := units.FixedFrom(5e16)
	policies := policy.Policies{Refuse: policy.Limits{MaxPriceImpact: &limit}}
	for _, test := range []struct {
		price uint64
		codes string
	}{
		{100, ""},
		{115, ""}, // arbitrage takes 0.24%, and the swap fee is 0.3%
		{117, "prices.skewed"},
		{185, "prices.skewed"},
		{400, "prices.skewed policy.max_price_impact"},
	} {
		before, plan := joinAt(test.price)
		_, found, err := Judge(before, plan, policies)
		plantest.Must(t, err)
		var codes []string
		for _, f := range found {
			codes = append(codes, f.Code)
		}
		if got := strings.Join(codes, " "); got != test.codes {
			t.Errorf("at %d: %q, want %q", test.price, got, test.codes)
		}
		if test.price == 400 && found[0].Detail != "the BPT are worth 2.5 by the balances, and 2 after arbitrage, in the money of the prices" {
			t.Errorf("%q", found[0].Detail)
		}
	}
}
