package poolmath

import "math/bits"

// lnStep is one step of LogExpMath._ln: where a is at least a_n, it becomes floor(a * 1e20 / a_n).
// With p/q = 1e20/a_n in lowest terms and r = ceil(2^192 * p/q), that is (a*r) >> 192 as long as a*q
// <= 2^192. The reason: r exceeds 2^192*p/q by less than 1, so the product divided by 2^192 exceeds
// a*p/q by less than a/2^192 <= 1/q, and no integer lies between.
type lnStep struct {
	a          pair
	r2, r1, r0 uint64
}

// lnSteps has a2 to a11. An a below 2^125 stays in every step's domain, since each step either divides
// it by its a_n or finds it smaller. TestLnSteps checks that.
var lnSteps = [10]lnStep{
	{pair{0x1855144814a7f, 0xf805980ff0084000}, 0x3908c, 0x9eec2c8d03c52e90, 0xbb2e8d91d836b728},
	{pair{0x2df0ab5, 0xa80a22c61ab5a700}, 0x1e355bbaee8, 0x5cada6627ca09aa8, 0x6d1f023cad5fe58a},
	{pair{0x3f1f, 0xce3da636ea5cf850}, 0x15fc21041027ac, 0xbbfd518280598e9c, 0x22f8f70d042ebab0},
	{pair{0x127, 0xfa27722cc06cc5e2}, 0x4b0556e084f3d1d, 0xfa2fe99fd6b16ae8, 0xa0ef4ee8fd09e23f},
	{pair{0x28, 0xe60114edb805d03}, 0x22a555477f03973f, 0xb6f74cc88dbb0c7a, 0x46f409862533ea2d},
	{pair{0xe, 0xbc5fb41746121110}, 0x5e2d58d8b3bcdf1a, 0xbb0dd0079171c5c2, 0xddf59dddfe6ee9da},
	{pair{0x8, 0xf00f760a4b2db55d}, 0x9b4597e37cb04ff3, 0xd41d973ebe4e9d8e, 0x734cb6fd582bfef1},
	{pair{0x6, 0xf5f1775788937937}, 0xc75f7cf564105743, 0x4b28deca557cf4f0, 0xacfa8c2bf69938b1},
	{pair{0x6, 0x248f33704b286603}, 0xe1eb51276c110c3c, 0x3b0a718d860558f5, 0xaad2f8753b3dca36},
	{pair{0x5, 0xc548670b9510e7ac}, 0xf07d5fde38151e72, 0xffb145ea10f135d2, 0x5e4fb5c16a504879},
}

// reduce is (a*r) >> 192.
func (s *lnStep) reduce(a pair) pair {
	h00, _ := bits.Mul64(a.lo, s.r0)
	h01, l01 := bits.Mul64(a.lo, s.r1)
	h02, l02 := bits.Mul64(a.lo, s.r2)
	h10, l10 := bits.Mul64(a.hi, s.r0)
	h11, l11 := bits.Mul64(a.hi, s.r1)
	h12, l12 := bits.Mul64(a.hi, s.r2)
	w1, c1 := bits.Add64(h00, l01, 0)
	_, c2 := bits.Add64(w1, l10, 0)
	w2, c3 := bits.Add64(h01, l02, c1)
	w2, c4 := bits.Add64(w2, h10, c2)
	_, c5 := bits.Add64(w2, l11, 0)
	w3, c6 := bits.Add64(h02, h11, c3)
	w3, c7 := bits.Add64(w3, l12, c4)
	w3, c8 := bits.Add64(w3, 0, c5)
	return pair{h12 + c6 + c7 + c8, w3}
}

const (
	x11Over100  = 62_500_000_000_000_000 // x11 / 100, of which all x_n / 100 are multiples
	lnFastBelow = 1 << 54                // limit of the high word: x < 2^118
)

// fastLn is the magnitude of LogExpMath._ln(x), with 18 decimals, and whether it
// is negative, for 3 <= x < 2^118.
func fastLn(x pair) (pair, bool) {
	negative := x.hi == 0 && x.lo < one
	if negative {
		x = inverse(x)
	}
	// a has 20 decimals; it is below 2^125, as 1e36/3*100 is too.
	hi, lo := bits.Mul64(x.lo, 100)
	a := pair{hi + x.hi*100, lo}
	sum := uint64(0) // in units of x11
	i := 0
	if a.hi < lnSteps[4].a.hi { // below a6: all steps up to a6 are skipped
		i = 5
	}
	for ; i < len(lnSteps); i++ {
		if s := &lnSteps[i]; !a.less(s.a) {
			a = s.reduce(a)
			sum |= 1 << (9 - i)
		}
	}
	series := fastLnSeries(a)
	hi, lo = bits.Mul64(sum, x11Over100)
	// (sum + 2*series) / 100, where sum is a multiple of 100.
	return pair{hi, lo}.plus(pair{0, series / 50}), negative
}

// recipE20 is ceil(2^193 / 1e20).
var recipE20 = pair{0x5e72843249088d75, 0x447a5d8e535e7ac3}

// fastLnSeries is z + z^3/3 + ... + z^11/11 for z = (a-1)/(a+1), all with 20
// decimals, for a from 1 to a11. As z < 2^61.5 and z^2 < 2^56.5, the conditions of
// scale and times hold: for z^2 with k = 131 and s = 62, 2*z*1e20 < 2^129, and for
// the powers with k = 136 and s = 57, 2*z*1e20 again.
func fastLnSeries(a pair) uint64 {
	d := a.lo - e20lo // a - 1, below 2^62.5
	n1, n0 := bits.Mul64(d, e20lo)
	h, l := bits.Mul64(d, e20hi)
	n1, carry := bits.Add64(n1, l, 0)
	z := over2(h+carry, n1, n0, a.plus(pair{e20hi, e20lo}))
	zSquared := times(z, scale(z<<2, recipE20)).hi >> 3
	r := scale(zSquared<<7, recipE20)
	power := times(z, r).hi >> 8
	series := z + power/3
	power = times(power, r).hi >> 8
	series += power / 5
	power = times(power, r).hi >> 8
	series += power / 7
	power = times(power, r).hi >> 8
	series += power / 9
	power = times(power, r).hi >> 8
	return series + power/11
}

// inverse is floor(1e36 / x) for x >= 3.
func inverse(x pair) pair {
	if x.hi == 0 {
		q, _ := pair{e36hi, e36lo}.over(x.lo)
		return q
	}
	return pair{0, over2(0, e36hi, e36lo, x)}
}

// fastLn36 is the magnitude of LogExpMath._ln_36(x), with 36 decimals, and
// whether it is negative, for x between 0.9 and 1.1. As |z| < 2^116 and
// z^2 < 2^112, every product fits overE36.
func fastLn36(x uint64) (pair, bool) {
	d, negative := x-one, x < one
	if negative {
		d = -d
	}
	// z = d * 1e36 / (x + 1e18): the contract's factor 1e18 on both sides cancels.
	n1, n0 := bits.Mul64(d, e36lo)
	n2, l := bits.Mul64(d, e36hi)
	n1, carry := bits.Add64(n1, l, 0)
	hi, r := bits.Div64(n2+carry, n1, x+one)
	lo, _ := bits.Div64(r, n0, x+one)
	z := pair{hi, lo}
	series := fastLn36Series(z)
	return series.plus(series), negative
}

// fastLn36Series is z + z^3/3 + ... + z^15/15 with 36 decimals.
func fastLn36Series(z pair) pair {
	zSquared := overE36(z, z)
	power, series := z, z
	for i := range oddReciprocals {
		power = overE36(power, zSquared)
		if power.hi|power.lo == 0 {
			break
		}
		hi, lo, _, _ := wide(power, oddReciprocals[i])
		series = series.plus(pair{hi, lo})
	}
	return series
}

// oddReciprocals are ceil(2^128 / n) for n = 3, 5, ... 15. For a below 2^112,
// a/n is a*ceil(2^128/n) / 2^128, both rounded down, as a*n <= 2^128.
var oddReciprocals = [7]pair{
	{0x5555555555555555, 0x5555555555555556},
	{0x3333333333333333, 0x3333333333333334},
	{0x2492492492492492, 0x4924924924924925},
	{0x1c71c71c71c71c71, 0xc71c71c71c71c71d},
	{0x1745d1745d1745d1, 0x745d1745d1745d18},
	{0x13b13b13b13b13b1, 0x3b13b13b13b13b14},
	{0x1111111111111111, 0x1111111111111112},
}
