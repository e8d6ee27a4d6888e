package poolmath

import "math/bits"

// swapArgs are the arguments of a swap in the domain of the fast versions: balances and the amount are
// below 2^112, as in the Vault, and weights from 1 to below 2^63.
type swapArgs struct {
	balanceIn, balanceOut, amount pair
	weightIn, weightOut           uint64
}

func newSwapArgs(balanceIn, weightIn, balanceOut, weightOut, amount *Int) (a swapArgs, ok bool) {
	const most = 1 << 48 // for the high words
	if (balanceIn[3]|balanceIn[2]|balanceOut[3]|balanceOut[2]|amount[3]|amount[2]) != 0 ||
		(weightIn[3]|weightIn[2]|weightIn[1]|weightOut[3]|weightOut[2]|weightOut[1]) != 0 ||
		balanceIn[1]|balanceOut[1]|amount[1] >= most || weightIn[0]|weightOut[0] >= 1<<63 ||
		weightIn[0] == 0 || weightOut[0] == 0 {
		return a, false
	}
	return swapArgs{
		pair{balanceIn[1], balanceIn[0]}, pair{balanceOut[1], balanceOut[0]}, pair{amount[1], amount[0]},
		weightIn[0], weightOut[0],
	}, true
}

// exceeds says whether amount is more than 30 % of balance, both below 2^112. amount > floor(balance *
// 0.3e18 / 1e18) is the same as 10*amount > 3*balance.
func exceeds(amount, balance pair) bool {
	return balance.small(3).less(amount.small(10))
}

// small is a*n for a small n and a below 2^112.
func (a pair) small(n uint64) pair {
	hi, lo := bits.Mul64(a.lo, n)
	return pair{hi + a.hi*n, lo}
}

// fastOutGivenIn is outGivenIn where it returns true: all values fit, and the power is below 2^63.
// Each step and its rounding are those of outGivenIn.
func fastOutGivenIn(a *swapArgs) (pair, bool) {
	if exceeds(a.amount, a.balanceIn) {
		return pair{}, false
	}
	denominator := a.balanceIn.plus(a.amount)
	if denominator == (pair{}) {
		return pair{}, false
	}
	base := ratioUp(a.balanceIn, denominator)
	power, ok := fastPowUp(base, a.exponent())
	if !ok || power >= one {
		return pair{}, ok
	}
	z, _ := a.balanceOut.timesOne(one - power)
	return z, true
}

// exponent is divDown of the weights.
func (a *swapArgs) exponent() pair {
	if a.weightIn == a.weightOut {
		return pair{0, one}
	}
	hi, lo := bits.Mul64(a.weightIn, one)
	exponent, _ := pair{hi, lo}.over(a.weightOut)
	return exponent
}

// fastInGivenOut is inGivenOut where it returns true, as in fastOutGivenIn.
func fastInGivenOut(a *swapArgs) (pair, bool) {
	if exceeds(a.amount, a.balanceOut) || a.balanceOut == (pair{}) {
		return pair{}, false
	}
	lo, borrow := bits.Sub64(a.balanceOut.lo, a.amount.lo, 0)
	left := pair{a.balanceOut.hi - a.amount.hi - borrow, lo}
	base := ratioUp(a.balanceOut, left)
	hi, lo := bits.Mul64(a.weightOut, one)
	exponent, r := pair{hi, lo}.over(a.weightIn)
	if r != 0 {
		exponent = exponent.plus(pair{0, 1})
	}
	power, ok := fastPowUp(base, exponent)
	if !ok || power < one {
		return pair{}, false
	}
	z, rest := a.balanceIn.timesOne(power - one)
	if rest != 0 {
		z = z.plus(pair{0, 1})
	}
	return z, true
}

// ratioUp is divUp(a, d) for a quotient below 2^64, with a and d below 2^113 and d not 0. Then the
// high words of a*1e18 are less than d, so that the quotient has one digit.
func ratioUp(a, d pair) uint64 {
	h, n0 := bits.Mul64(a.lo, one)
	n2, n1 := bits.Mul64(a.hi, one)
	n1, carry := bits.Add64(n1, h, 0)
	n2 += carry
	if d.hi == 0 {
		q, r := bits.Div64(n1, n0, d.lo)
		if r != 0 {
			q++
		}
		return q
	}
	q := over2(n2, n1, n0, d)
	hi, lo := bits.Mul64(q, d.lo)
	if lo != n0 || hi+q*d.hi != n1 {
		q++
	}
	return q
}

// timesOne is a*b / 1e18 and the remainder for a below 2^112: the highest word of
// the product is below 2^48, and so less than 1e18.
func (a pair) timesOne(b uint64) (pair, uint64) {
	h, n0 := bits.Mul64(a.lo, b)
	n2, n1 := bits.Mul64(a.hi, b)
	n1, carry := bits.Add64(n1, h, 0)
	hi, r := uint64(0), n1
	if n2 += carry; n2 != 0 || n1 >= one {
		hi, r = bits.Div64(n2, n1, one)
	}
	lo, r := bits.Div64(r, n0, one)
	return pair{hi, lo}, r
}

// fastPowUp is powUp where it returns true. For the exponents 1, 2 and 4 the base must be below
// 1.5e18, so that its fourth power is below 2^63. Otherwise fastPow's domain applies and the raw power
// must be below 2^62. The greatest error is ceil(raw*1e4 / 1e18) + 1, which is ceil(raw / 1e14) + 1.
func fastPowUp(x uint64, y pair) (uint64, bool) {
	if y.hi == 0 && (y.lo == one || y.lo == 2*one || y.lo == 4*one) {
		if x >= 3*one/2 {
			return 0, false
		}
		for ; y.lo > one; y.lo /= 2 {
			x = squareUp(x)
		}
		return x, true
	}
	raw, ok := fastPow(pair{0, x}, y)
	if !ok || raw.hi != 0 || raw.lo >= 1<<62 {
		return 0, false
	}
	return raw.lo + (raw.lo+99_999_999_999_999)/100_000_000_000_000 + 1, true
}

// squareUp is mulUp(x, x) for an x below 2.25e18.
func squareUp(x uint64) uint64 {
	hi, lo := bits.Mul64(x, x)
	q, r := bits.Div64(hi, lo, one)
	if r != 0 {
		q++
	}
	return q
}
