// Package arb works out what arbitrage takes from a pool, with its swap fee and with
// gas. Its figures are floats: people read them, and a backtest's arbitrageur decides by
// them when he trades and how much. What a pool does, and what is planned or sent, is
// never computed here. They are the same on every machine: no function is used of which
// machines have versions of their own, and every product is rounded before it is added to.
package arb

import "math"

const ln2 = 0.69314718055994530941723212145818

// ln is the natural logarithm of an x above zero, to some 1e-16: x is 2^k times m, m
// from 0.7 to 1.4, and ln m is 2 artanh((m-1)/(m+1)).
func ln(x float64) float64 {
	m, k := math.Frexp(x) // takes bits apart, and rounds nothing
	if m < math.Sqrt2/2 {
		m, k = float64(m*2), k-1
	}
	z := float64((m - 1) / (m + 1))
	square := float64(z * z)
	var sum float64
	for odd := 25.0; odd >= 3; odd -= 2 {
		sum = float64((sum + 1/odd) * square)
	}
	return float64(float64(k)*ln2) + float64(float64(2*z)*(1+sum))
}

// exp is e^x to some 1e-16 of itself, for an x that has one.
func exp(x float64) float64 {
	if x < -700 {
		return 0
	}
	if x > 700 {
		return math.Inf(1)
	}
	k := math.Floor(float64(x/ln2) + 0.5)
	r := x - float64(k*ln2)
	sum := 1.0
	for n := 18.0; n >= 1; n-- {
		sum = 1 + float64(float64(sum*r)/n)
	}
	return math.Ldexp(sum, int(k))
}
