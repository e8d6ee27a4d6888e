package poolmath

import "github.com/holiman/uint256"

// one is 1e18, FixedPoint.ONE.
const one = 1_000_000_000_000_000_000

func num(n uint64) Int { return Int{n} }

// add mirrors Math.add and FixedPoint.add: the sum, or BAL#000.
func add(a, b Int) (z Int) {
	_, overflow := z.AddOverflow(&a, &b)
	require(!overflow, addOverflow)
	return z
}

// sub mirrors Math.sub and FixedPoint.sub: the difference, or BAL#001.
func sub(a, b Int) (z Int) {
	_, underflow := z.SubOverflow(&a, &b)
	require(!underflow, subOverflow)
	return z
}

// mul mirrors Math.mul: the integer product, or BAL#003.
func mul(a, b Int) (z Int) {
	_, overflow := z.MulOverflow(&a, &b)
	require(!overflow, mulOverflow)
	return z
}

// quoDown mirrors Math.divDown: the integer quotient, rounded down.
func quoDown(a, b Int) (z Int) {
	require(!b.IsZero(), zeroDivision)
	z.Div(&a, &b)
	return z
}

// quoUp mirrors Math.divUp: the integer quotient, rounded up.
func quoUp(a, b Int) (z Int) {
	require(!b.IsZero(), zeroDivision)
	return ceil(a, b)
}

// ceil is 0 for 0 and 1 + (a-1)/b otherwise; b is not 0.
func ceil(a, b Int) (z Int) {
	if a.IsZero() {
		return z
	}
	var m uint256.Int
	z.DivMod(&a, &b, &m)
	if !m.IsZero() {
		z.AddUint64(&z, 1)
	}
	return z
}
