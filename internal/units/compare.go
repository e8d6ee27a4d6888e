package units

import (
	"github.com/holiman/uint256"
)

// Fall is how much lower b is than a, or zero.
func Fall(a, b Fixed) Fixed {
	if a.Int().Gt(b.Int()) {
		return Fixed(Distance(a, b))
	}
	return Fixed{}
}

// LargerOf counts nil as less than all.
func LargerOf(a, b *Fixed) *Fixed {
	if a == nil || b != nil && b.Int().Gt(a.Int()) {
		return b
	}
	return a
}

// IsAbove says whether a share is beyond a limit.
func IsAbove(share, limit Fixed) bool { return share.Int().Gt(limit.Int()) }

// Distance is |a - b|.
func Distance(a, b Fixed) (d uint256.Int) {
	if a.Int().Lt(b.Int()) {
		a, b = b, a
	}
	return *d.Sub(a.Int(), b.Int())
}
