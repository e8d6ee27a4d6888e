package units

import (
	"github.com/holiman/uint256"
)

// Shortly is CutPercent with a cap: "more than 1,000%".
func Shortly(f Fixed) string {
	most := FixedFrom(10_000_000_000_000_000_000)
	if f.Int().Gt(most.Int()) {
		return "more than 1,000%"
	}
	return CutPercent(f)
}

// CutPercent is a percentage for people, rounded down to four decimals.
func CutPercent(f Fixed) string {
	const place = 1_000_000_000_000
	cut := new(uint256.Int).Div(f.Int(), uint256.NewInt(place))
	if cut.IsZero() && !f.Int().IsZero() {
		return "under 0.0001%"
	}
	return Fixed(*cut.Mul(cut, uint256.NewInt(place))).Percent()
}

// ShareText is a share of the pool as a percentage, rounded up to four decimals. A smaller non-zero
// share is "under 0.0001%". mpool writes shares this way everywhere.
func ShareText(f Fixed) string {
	if f != (Fixed{}) && Tiny(f) {
		return "under 0.0001%"
	}
	return RoundedUp(&f) + "%"
}

// Tiny says whether a share is below 0.0001 %.
func Tiny(f Fixed) bool {
	least := FixedFrom(1_000_000_000_000)
	return f.Int().Lt(least.Int())
}

// RoundedUp is a share in percent without the sign, rounded up to four decimals.
func RoundedUp(f *Fixed) string {
	const place = 1_000_000_000_000
	var n uint256.Int
	n.AddUint64(f.Int(), place-1) // does not overflow: shares are far below 2^256
	return Decimal(n.Div(&n, uint256.NewInt(place)), 4)
}

// Points is a difference of percentages, in percentage points, exact.
func Points(f Fixed) string { return Decimal(f.Int(), 16) }

// Against is a percentage beside its bound, for people: rounded away from the bound, so that a
// value that breaks the bound never looks as if it met it.
func Against(f, bound Fixed) string {
	one := FixedOne()
	switch most := new(uint256.Int).Mul(one.Int(), uint256.NewInt(10_000)); {
	case f.Int().Gt(most):
		return "more than 1,000,000%"
	case f.Int().Gt(bound.Int()):
		return ShareText(f)
	}
	return CutPercent(f)
}
