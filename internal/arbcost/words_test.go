package arbcost

import (
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/backtest"
	"mpool/internal/units"
)

// The headline marks the arbitrage cost as a bound if it is one, and shows the right figure.
func TestArbitrageWords(t *testing.T) {
	t.Parallel()
	small, large := units.FixedFrom(1e14), units.FixedFrom(2e14) // 0.01% and 0.02%
	withGas := func(share units.Fixed, atMost bool) *gasView {
		return &gasView{Share: share, Symbol: "WETH", Value: units.Amount{Decimals: 18, Raw: *uint256.NewInt(1e18)}, AtMost: atMost}
	}
	for want, v := range map[string]*Cost{
		"":                              nil,
		"arbitrage cost at least 0.01%": {Cost: small, Length: 9, Steps: 9},
		"arbitrage cost at most 0.01%":  {Cost: small, Length: 9, Steps: 9, AtMost: true},
		"arbitrage cost about 0.01%":    {Cost: small, Steps: 1},
		"arbitrage cost under 0.0001%":  {Cost: units.FixedFrom(1), Length: 9, Steps: 1},
		"arbitrage cost without gas fee under 0.0001%":  {Cost: units.FixedFrom(1), Length: 9, Steps: 9},
		"arbitrage cost under 0.0001% (0.0000001 WETH)": {Cost: units.FixedFrom(1), Length: 9, Steps: 9, Gas: withGas(units.FixedFrom(1e11), false)},
		"arbitrage cost about 0.02% (0.0002 WETH)":      {Cost: large, Length: 9, Steps: 9, Gas: withGas(small, false)},
		"arbitrage cost about 0.03% (0.0003 WETH)":      {Cost: small, Length: 9, Steps: 9, Gas: withGas(small, false), Played: &Played{Gas: true, ChangeCost: backtest.ChangeCost{Share: 0.0003}}},
		"arbitrage cost at most 0.02% (0.0002 WETH)":    {Cost: small, Length: 9, Steps: 9, Gas: withGas(large, true)},
	} {
		if got := v.Words(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := (&Cost{}).Words(); got != "" {
		t.Error(got)
	}
}
