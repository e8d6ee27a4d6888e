package poolmath

import "math/bits"

// expProducts has one product for each number of quarters below 32 (x9 is the decimal 0.25): the
// product of those of a3 to a9 that LogExpMath.exp uses for it, with 20 decimals and below 2^113. The
// literal algorithm computes it.
var expProducts = makeExpProducts()

func makeExpProducts() (table [128]pair) {
	for quarters := range table {
		product := one20
		for i, t := range expTerms[1:8] {
			if quarters&(64>>i) != 0 {
				product = sdiv(smul(product, t.a), one20)
			}
		}
		table[quarters] = pair{product[1], product[0]}
	}
	return table
}

const (
	quarter        = one / 4
	thirtyTwoHi    = 1 // 32e18
	thirtyTwoLo    = 0xbc16d674ec800000
	fastExponentHi = 16 // y < 2^68
)

// fastPow is plainPow for 3 <= x < 2^118 and 0 < y < 2^68, where |y ln x| < 32; elsewhere ok is false.
// The contract refuses nothing in that domain.
func fastPow(x, y pair) (z pair, ok bool) {
	if x.hi >= lnFastBelow || x.hi == 0 && x.lo < 3 || y.hi >= fastExponentHi || y.hi|y.lo == 0 {
		return z, false
	}
	var v pair // |y ln x|
	var negative bool
	if x.hi == 0 && x.lo > 9*one/10 && x.lo < 11*one/10 {
		var l pair
		l, negative = fastLn36(x.lo)
		v = timesLn36(l, y)
	} else {
		var l pair
		l, negative = fastLn(x)
		if l.hi|y.hi != 0 && l.bitLen()+y.bitLen() > 127 {
			return z, false
		}
		v = timesLn(l, y)
	}
	if !v.less(pair{thirtyTwoHi, thirtyTwoLo}) {
		return z, false
	}
	z = fastExp(v)
	if negative {
		z = inverse(z)
	}
	return z, true
}

func (a pair) bitLen() int {
	if a.hi != 0 {
		return 64 + bits.Len64(a.hi)
	}
	return bits.Len64(a.lo)
}

// timesLn is l*y / 1e18 for l*y below 2^128.
func timesLn(l, y pair) pair {
	hi, lo := bits.Mul64(l.lo, y.lo)
	q, _ := pair{hi + l.hi*y.lo + l.lo*y.hi, lo}.over(one)
	return q
}

// timesLn36 is l*y / 1e36 as LogExpMath.pow computes it, in two halves of l. Each half is below 2^60,
// so that with y < 2^68 nothing exceeds 128 bits.
func timesLn36(l, y pair) pair {
	high, low := bits.Div64(l.hi, l.lo, one)
	hi, lo := bits.Mul64(low, y.lo)
	q, _ := pair{hi + low*y.hi, lo}.over(one)
	hi, lo = bits.Mul64(high, y.lo)
	q, _ = q.plus(pair{hi + high*y.hi, lo}).over(one)
	return q
}

// fastExp is LogExpMath.exp(v) for 0 <= v < 32; the result is below 2^107. Let w < 0.25 be the rest of
// v in 18 decimals. The contract's terms with x = 100*w, 20 decimals, and nested floors joined, are
// floor(w*w / 2e16) and then floor(term*w / (n*1e18)). The second term is below 2^61.5, the later ones
// are smaller, and w is below 2^58, so that the conditions of scale and times hold: with s = 58,
// 2*w*2e16 < 2^124 for k = 124, and 2*term*3e18 < 2^131 for k = 131. From term to term n grows less
// than the term falls.
func fastExp(v pair) pair {
	quarters, w := v.over(quarter)
	r := times(w, scale(w<<6, expSecond))
	term := r.hi<<4 | r.lo>>60
	rest := term // the sum of the second to twelfth terms, below 3.5e18
	for i := range expReciprocals {
		term = times(term, scale(w<<6, expReciprocals[i])).hi >> 3
		rest += term
	}
	if quarters.lo == 0 { // the product is 1: (1e20 + 100*w + rest) / 100
		return pair{0, one + w + rest/100}
	}
	hi, lo := bits.Mul64(w, 100)
	sum := pair{e20hi, e20lo}.plus(pair{hi, lo}).plus(pair{0, rest})
	_, n2, n1, n0 := wide(expProducts[quarters.lo&127], sum)
	return overE22(n2, n1, n0)
}

// expSecond is ceil(2^182 / 2e16), and expReciprocals are ceil(2^189 / (n*1e18))
// for n = 3 to 12.
var (
	expSecond      = pair{0xe69594bec44de15b, 0x4c2ebe687989a9b4}
	expReciprocals = [10]pair{
		{0xc4c3e8be182726b4, 0x4ea9983dd85a2a6a},
		{0x9392ee8e921d5d07, 0x3aff322e62439fd0},
		{0x760f253edb4ab0d2, 0x9598f4f1e8361973},
		{0x6261f45f0c13935a, 0x2754cc1eec2d1535},
		{0x5453f608537e7e4d, 0x4648aef5ef02122e},
		{0x49c97747490eae83, 0x9d7f99173121cfe8},
		{0x4196a2ea080d0ce6, 0xc4e332bf481e0e24},
		{0x3b07929f6da55869, 0x4acc7a78f41b0cba},
		{0x35a9cb1c92393919, 0xe6e86f56af5e68a9},
		{0x3130fa2f8609c9ad, 0x13aa660f76168a9b},
	}
)

// overE22 is floor(n / 1e22) for n below 2^180. It shifts n by 22 bits, to below 2^158, and divides by
// 5^22, word by word; nested floors are joined.
func overE22(n2, n1, n0 uint64) pair {
	w2, w1, w0 := n2>>22, n2<<42|n1>>22, n1<<42|n0>>22
	if w2 == 0 {
		q, _ := pair{w1, w0}.over(fiveTo22)
		return q
	}
	hi, r := bits.Div64(w2, w1, fiveTo22)
	lo, _ := bits.Div64(r, w0, fiveTo22)
	return pair{hi, lo}
}
