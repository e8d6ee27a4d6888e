package trade

import (
	"testing"

	"github.com/holiman/uint256"
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
		found := wideLimits(nil, []uint256.Int{*uint256.NewInt(c.quote)}, []uint256.Int{*uint256.NewInt(c.limit)}, c.atMost)
		if len(found) > 0 != c.is {
			t.Errorf("%+v: %v", c, found)
		}
	}
	found := wideLimits(nil, []uint256.Int{*uint256.NewInt(10_000)}, []uint256.Int{*uint256.NewInt(100)}, false)
	if found[0].Detail != "the limit is 99.01% off the quote" {
		t.Error(found[0].Detail)
	}
}
