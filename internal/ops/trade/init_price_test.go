package trade

import (
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// TestImpliedPrices checks the prices that a first join sets, and the amounts that fit given prices.
func TestImpliedPrices(t *testing.T) {
	weth, usdc := ops.Token{Symbol: "WETH", Decimals: 18, Weight: units.FixedFrom(6e17)}, ops.Token{Symbol: "USDC", Decimals: 6, Weight: units.FixedFrom(4e17)}
	weth.Address[0], usdc.Address[0] = 1, 2
	s := &ops.Snapshot{Tokens: []ops.Token{weth, usdc}}
	amounts := func(eth units.Amount, dollars uint64) []TokenAmount {
		return []TokenAmount{{weth.Address, eth}, {usdc.Address, units.Amount{Raw: *uint256.NewInt(dollars * 1e6), Decimals: 6}}}
	}
	for _, c := range []struct {
		amounts []TokenAmount
		want    string
	}{{amounts(whole(1), 3000), "1 WETH = 4,500 USDC"}, {amounts(whole(7), 3000), "1 WETH ≈ 642.857 USDC"}} {
		if got := (InitPool{Amounts: c.amounts}).implied(s); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
	worth := func(n uint64) units.Fixed { return units.Fixed(whole(n).Raw) }
	op := InitPool{Amounts: amounts(whole(1), 3000), Prices: []TokenWorth{{weth.Address, worth(2500)}, {usdc.Address, worth(1)}}}
	if got := op.fitting(s); got != "WETH=1 USDC=1666.66" {
		t.Error(got)
	}
	if found := op.priced(s); len(found) != 1 || found[0].Code != "init.prices" || found[0].Detail != "they set 1 WETH = 4,500 USDC" {
		t.Errorf("%+v", found)
	}
	op.Prices[0].Worth = worth(4500)
	if found := op.priced(s); len(found) != 0 {
		t.Errorf("%+v", found)
	}
}
