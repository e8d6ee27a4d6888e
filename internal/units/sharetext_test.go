package units

import (
	"testing"

	"github.com/holiman/uint256"
)

// A percentage beside its bound has at most four decimals, and differs from the bound if the exact
// one does.
func TestAgainst(t *testing.T) {
	one := FixedOne()
	percent := FixedFrom(10_000_000_000_000_000)
	short := Fixed(*new(uint256.Int).SubUint64(one.Int(), 1))
	long := Fixed(*new(uint256.Int).AddUint64(one.Int(), 1))
	huge := Fixed(*new(uint256.Int).SetAllOne())
	for _, c := range []struct {
		f, bound Fixed
		want     string
	}{
		{one, one, "100%"},
		{short, one, "99.9999%"},
		{long, one, "100.0001%"},
		{huge, one, "more than 1,000,000%"},
		{FixedFrom(9_999_999_999_999_999), percent, "0.9999%"},
		{FixedFrom(1), percent, "under 0.0001%"},
		{Fixed{}, percent, "0%"},
	} {
		if got := Against(c.f, c.bound); got != c.want {
			t.Errorf("Against(%s, %s) = %q, want %q", c.f.Percent(), c.bound.Percent(), got, c.want)
		}
	}
}
