package units

import (
	"github.com/holiman/uint256"
)

// Fall is a - b, or zero if b is larger.
func Fall(a, b Fixed) Fixed {
	if a.Int().Gt(b.Int()) {
		return Fixed(Distance(a, b))
	}
	return Fixed{}
}

// LargerOf returns the larger value. nil is smaller than any value.
func LargerOf(a, b *Fixed) *Fixed {
	if a == nil || b != nil && b.Int().Gt(a.Int()) {
		return b
	}
	return a
}

// IsAbove says whether share > limit.
func IsAbove(share, limit Fixed) bool { return share.Int().Gt(limit.Int()) }

// Distance is |a - b|.
func Distance(a, b Fixed) (d uint256.Int) {
	if a.Int().Lt(b.Int()) {
		a, b = b, a
	}
	return *d.Sub(a.Int(), b.Int())
}
