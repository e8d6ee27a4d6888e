package units

import (
	"github.com/holiman/uint256"
)

// Shortly is a percentage for people.
func Shortly(f Fixed) string {
	most := FixedFrom(10_000_000_000_000_000_000)
	if f.Int().Gt(most.Int()) {
		return "more than 1000%"
	}
	return CutPercent(f)
}

// CutPercent is a percentage for people, cut to four places after the point.
func CutPercent(f Fixed) string {
	const place = 1_000_000_000_000
	cut := new(uint256.Int).Div(f.Int(), uint256.NewInt(place))
	if cut.IsZero() && !f.Int().IsZero() {
		return "under 0.0001%"
	}
	return Fixed(*cut.Mul(cut, uint256.NewInt(place))).Percent()
}

// ShareText is a share of the pool in percent, rounded up to four places, and "under 0.0001%"
// for what is less and not nothing. A share is said so everywhere.
func ShareText(f Fixed) string {
	if f != (Fixed{}) && Tiny(f) {
		return "under 0.0001%"
	}
	return RoundedUp(&f) + "%"
}

// Tiny says whether a share is too small for ShareText to say a digit of it.
func Tiny(f Fixed) bool {
	least := FixedFrom(1_000_000_000_000)
	return f.Int().Lt(least.Int())
}

// RoundedUp is a share in hundredths, with four places at the most.
func RoundedUp(f *Fixed) string {
	const place = 1_000_000_000_000
	var n uint256.Int
	n.AddUint64(f.Int(), place-1) // shares are far below the most
	return Decimal(n.Div(&n, uint256.NewInt(place)), 4)
}

// Points is a difference of two percentages.
func Points(f Fixed) string { return Decimal(f.Int(), 16) }
