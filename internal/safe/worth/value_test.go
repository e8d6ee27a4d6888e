package worth

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// TestFairValue checks that swaps do not change the fair value of a pool at given prices, although
// they change the value of its balances, and that a loss of the pool does.
func TestFairValue(t *testing.T) {
	weth, usdc := common.Address{1}, common.Address{2}
	listed := Prices{weth: {big.NewRat(2500, 1), usdc}}
	pool := func(wethWei string, usdcRaw uint64) *ops.Snapshot {
		return &ops.Snapshot{Tokens: []ops.Token{
			{Address: weth, Decimals: 18, Weight: units.FixedFrom(5e17), Cash: units.Amount{Raw: *uint256.MustFromDecimal(wethWei), Decimals: 18}},
			{Address: usdc, Decimals: 6, Weight: units.FixedFrom(5e17), Cash: units.Amount{Raw: *uint256.NewInt(usdcRaw), Decimals: 6}},
		}}
	}
	for _, test := range []struct {
		name string
		pool *ops.Snapshot
		want float64
	}{
		{"at market", pool("120000000000000000000", 300_000e6), 600_000},
		{"a third of its WETH left, thrice its USDC", pool("40000000000000000000", 900_000e6), 600_000},
		{"and moved the other way", pool("1200000000000000000000", 30_000e6), 600_000},
		{"with a quarter of its WETH gone for nothing", pool("30000000000000000000", 300_000e6), 300_000},
	} {
		value, ok := fairValue(listed, usdc, test.pool)
		if !ok {
			t.Fatalf("%s: no value", test.name)
		}
		if got, _ := value.Float64(); got < test.want*0.999999 || got > test.want*1.000001 {
			t.Errorf("%s: worth %v, want %v", test.name, got, test.want)
		}
	}
	if _, ok := fairValue(Prices{}, usdc, pool("1", 1)); ok {
		t.Error("a pool is worth something without prices of its tokens")
	}
}

// TestPriceChains checks where chains of prices end.
func TestPriceChains(t *testing.T) {
	a, b, c, d := common.Address{1}, common.Address{2}, common.Address{3}, common.Address{4}
	half := big.NewRat(1, 2)
	for _, test := range []struct {
		name string
		list Prices
		unit common.Address
		ok   bool
	}{
		{"none", Prices{}, common.Address{}, false},
		{"one", Prices{a: {half, b}}, b, true},
		{"a chain", Prices{a: {half, b}, b: {half, c}}, c, true},
		{"two ends", Prices{a: {half, b}, c: {half, d}}, common.Address{}, false},
		{"a circle", Prices{a: {half, b}, b: {half, a}}, common.Address{}, false},
	} {
		unit, ok := test.list.unit()
		if ok != test.ok || ok && unit != test.unit {
			t.Errorf("%s: %s, %v", test.name, unit, ok)
		}
	}
	if worth, _ := (Prices{a: {half, b}, b: {half, c}}).of(a); worth.Cmp(big.NewRat(1, 4)) != 0 {
		t.Errorf("half of a half is %s", worth)
	}
}
