// Package arb computes what arbitrage gains from a pool, with swap fee and gas fees. Its results
// are floats, for people and for the arbitrageur in a backtest, which decides by them when and how
// much to trade. They never decide what a pool does, or what is planned or sent. The results are
// the same on every machine: the package uses no function that differs between machines, and rounds
// every product before adding.
package arb

import "math"

const ln2 = 0.69314718055994530941723212145818

// ln is the natural logarithm of x > 0, with an error of some 1e-16. x is 2^k times m, with m from
// 0.7 to 1.4, and ln m is 2 artanh((m-1)/(m+1)).
func ln(x float64) float64 {
	if d := x - 1; d < 0.007 && d > -0.007 { // here m is x, and k is 0
		z := float64(d / (x + 1))
		if sum, sure := nearOne(float64(z * z)); sure {
			return float64(float64(2*z) * sum)
		}
	}
	m, k := halved(x)
	z := float64((m - 1) / (m + 1))
	square := float64(z * z)
	var sum float64
	for odd := 25.0; odd >= 3; odd -= 2 {
		sum = float64((sum + 1/odd) * square)
	}
	return float64(k*ln2) + float64(float64(2*z)*(1+sum))
}

// near is the largest square that nearOne accepts.
const near = 1.0 / 65536

// nearOne is 1 plus the terms of ln's series, for a square of at most near. It computes three
// terms, and sure says that the omitted ones do not change the result. The omitted terms lie
// between 0 and near, and each step keeps the order of two sums, rounding included. If both bounds
// give the same result, so does the whole series.
func nearOne(square float64) (sum float64, sure bool) {
	low, high := float64((1.0/7)*square), float64((near+1.0/7)*square)
	low, high = float64((low+1.0/5)*square), float64((high+1.0/5)*square)
	low, high = float64((low+1.0/3)*square), float64((high+1.0/3)*square)
	low, high = 1+low, 1+high
	return low, low == high
}

// halved splits x into m times 2^k.
func halved(x float64) (m, k float64) {
	bits := math.Float64bits(x)
	exponent := int(bits >> 52)
	if exponent == 0 || exponent >= 0x7ff { // subnormal, negative, infinite or not a number
		fraction, power := math.Frexp(x)
		m, exponent = fraction, power+1022
	} else {
		m = math.Float64frombits(bits&(1<<52-1) | 0x3fe<<52)
	}
	if m < math.Sqrt2/2 {
		m, exponent = float64(m*2), exponent-1
	}
	return m, float64(exponent - 1022)
}

// exp is e^x with a relative error of some 1e-16: 2^k times e^r, with |r| at most half of ln 2. It
// sums eighteen terms of the series, starting from the last. It is 0 below -700 and infinite above
// 700.
func exp(x float64) float64 {
	if x < -700 {
		return 0
	}
	if x > 700 {
		return math.Inf(1)
	}
	k := math.Floor(float64(x/ln2) + 0.5)
	r := x - float64(k*ln2)
	if sum, sure := expShort(r); sure {
		return float64(sum * power(k))
	}
	sum := 1.0
	for n := 18.0; n >= 8; n-- {
		sum = term(sum, r, n)
	}
	return float64(seven(sum, r) * power(k))
}

// power is 2^k, for k from -1022 to 1023.
func power(k float64) float64 { return math.Float64frombits(uint64(int(k)+1023) << 52) }

// term is the series from its nth term on. sum is the value of the later terms.
func term(sum, r, n float64) float64 { return 1 + float64(float64(sum*r)/n) }

// seven adds the first seven terms. sum is the value of the later terms.
func seven(sum, r float64) float64 {
	sum = term(term(term(sum, r, 7), r, 6), r, 5)
	return term(term(term(term(sum, r, 4), r, 3), r, 2), r, 1)
}

// expShort computes the result of all eighteen terms by seven, and sure says whether that is exact.
// The later terms lie between two bounds. Each step keeps or reverses the order of two sums,
// rounding included. If both bounds give the same result, so does the whole series.
func expShort(r float64) (sum float64, sure bool) {
	const small = 1.0 / 64
	if r > small || r < -small {
		return 0, false
	}
	low, high := term(1-small, r, 7), term(1+small, r, 7)
	low, high = term(low, r, 6), term(high, r, 6)
	low, high = term(low, r, 5), term(high, r, 5)
	low, high = term(low, r, 4), term(high, r, 4)
	low, high = term(low, r, 3), term(high, r, 3)
	low, high = term(low, r, 2), term(high, r, 2)
	low, high = term(low, r, 1), term(high, r, 1)
	return low, low == high
}
