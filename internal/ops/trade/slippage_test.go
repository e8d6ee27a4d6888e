package trade

import (
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// A limit 5% or more off the quote is a finding of the plan, whatever command made it.
func TestWideLimits(t *testing.T) {
	for _, c := range []struct {
		quote, limit uint64
		atMost, is   bool
	}{
		{1_000_000, 1_000_000, false, false},
		{1_000_000, 955_000, false, false},
		{1_000_000, 950_001, false, true}, // 5%, rounded in the trader's favour
		{1_000_000, 10_000, false, true},
		{1_000_000, 1_045_000, true, false},
		{1_000_000, 1_049_999, true, true},
		{1_000_000, 2_000_000, true, true},
		{0, 0, false, false},
		{0, 0, true, false},
		{0, 1, true, false},
	} {
		found := holdLimits(nil, []uint256.Int{*uint256.NewInt(c.quote)}, []uint256.Int{*uint256.NewInt(c.limit)}, c.atMost)
		if len(found) > 0 != c.is {
			t.Errorf("%+v: %v", c, found)
		}
	}
	found := holdLimits(nil, []uint256.Int{*uint256.NewInt(10_000)}, []uint256.Int{*uint256.NewInt(100)}, false)
	if found[0].Detail != "the limit is 99.01% off the quote" {
		t.Error(found[0].Detail)
	}
}

// A limit is old when it is more than twice the slippage off the quote, and more than 1%.
func TestOldLimits(t *testing.T) {
	percent := func(tenths uint64) *units.Fixed { f := units.FixedFrom(tenths * 1_000_000_000_000_000); return &f }
	for _, c := range []struct {
		quote, limit uint64
		slippage     *units.Fixed
		atMost, old  bool
	}{
		{1_000_000, 995_000, percent(5), false, false},
		{1_000_000, 989_998, percent(5), false, false}, // 1%, and two units of rounding
		{1_000_000, 989_997, percent(5), false, true},
		{1_000_000, 960_000, percent(20), false, false},
		{1_000_000, 950_000, percent(20), false, true},
		{1_000_000, 1_010_002, percent(0), true, false},
		{1_000_000, 1_020_000, percent(0), true, true},
		{1_000_000, 500_000, percent(600), false, false},
		{1_000_000, 0, percent(5), false, false}, // no limit
		{1_000_000, 500_000, nil, false, false},  // the slippage is unknown
		{3, 2, percent(5), false, false},
	} {
		found := holdLimits(c.slippage, []uint256.Int{*uint256.NewInt(c.quote)}, []uint256.Int{*uint256.NewInt(c.limit)}, c.atMost)
		if old := len(found) > 0 && found[0].Code == "slippage.old"; old != c.old {
			t.Errorf("%+v: %v", c, found)
		}
	}
}
