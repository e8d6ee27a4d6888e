package poolmath

import (
	"math/rand/v2"
	"slices"
)

// edges are the values at which the algorithms change their behaviour, and the values next to them.
func edges() []Int {
	var z []Int
	around := func(x Int) {
		for d := uint64(0); d <= 1; d++ {
			var below, above Int
			below.SubUint64(&x, d)
			above.AddUint64(&x, d)
			z = append(z, below, above)
		}
	}
	for _, n := range []uint64{0, 1, 2, maxPowRelativeError, secondsPerYear, minSwapFee, minimumWeight, minBound,
		maxSwapRatio, minInvariantRatio, maxFee, one / 2, one, 2 * one, maxInvariantRatio, 4 * one, maxBound} {
		around(num(n))
	}
	for _, x := range []Int{lnLower, lnUpper, maxExp, minExp, mildExp, one20, one36, x0, a0, x1, a1, a0Fixed, a1Fixed} {
		around(x)
		around(*x.Neg(&x))
	}
	for _, t := range expTerms {
		var q Int
		around(t.x)
		around(t.a)
		around(*q.Div(&t.x, &hundred))
		around(*q.Div(&t.a, &hundred))
	}
	for _, shift := range []uint{62, 64, 68, 96, 112, 121, 127, 128, 192, 196, 254, 255} {
		x := num(1)
		around(*x.Lsh(&x, shift))
	}
	var largest, limit Int
	largest.SetAllOne()
	o := num(one)
	around(*limit.Div(&largest, &o))
	z = append(z, largest)
	slices.SortFunc(z, func(a, b Int) int { return a.Cmp(&b) })
	return slices.Compact(z)
}

// source draws random values. The same seed gives the same values.
type source struct {
	*rand.Rand
	edges []Int
}

func newSource(seed uint64) *source {
	return &source{rand.New(rand.NewPCG(seed, 0x6d706f6f6c)), edges()}
}

func (s *source) edge() Int { return s.edges[s.IntN(len(s.edges))] }

// wide draws log-uniformly from all 256-bit numbers.
func (s *source) wide() Int { return s.bits(0, 256) }

// bits draws log-uniformly from the numbers of least to most bits.
func (s *source) bits(least, most int) Int {
	n := uint(least + s.IntN(most-least+1))
	if n == 0 {
		return Int{}
	}
	z := Int{s.Uint64(), s.Uint64(), s.Uint64(), s.Uint64()}
	z.Rsh(&z, 256-n)
	top := num(1)
	top.Lsh(&top, n-1)
	return *z.Or(&z, &top)
}

// between draws uniformly from a range below 2^64.
func (s *source) between(least, most uint64) Int {
	return num(least + s.Uint64N(most-least+1))
}

// near draws a number at a log-uniform distance from x, on either side.
func (s *source) near(x Int, most int) (z Int) {
	d := s.bits(0, most)
	if s.IntN(2) == 0 {
		return *z.Add(&x, &d)
	}
	if d.Gt(&x) {
		return x
	}
	return *z.Sub(&x, &d)
}

// part draws a log-uniform share of x, at most all of it.
func (s *source) part(x Int) Int {
	return s.bits(0, x.BitLen())
}

func (s *source) weight() Int { return s.between(minimumWeight, one-minimumWeight) }
func (s *source) fee() Int    { return s.bitsUpTo(maxFee) }

// bitsUpTo draws log-uniformly up to a limit.
func (s *source) bitsUpTo(limit uint64) Int {
	for {
		if z := s.bits(0, 64); z[0] <= limit {
			return z
		}
	}
}

func (s *source) balance() Int { return s.bits(1, 112) }

// weights draws weights that sum to one, each at least 0.01.
func (s *source) weights(n int) []Int {
	rest := uint64(one - n*minimumWeight)
	z := make([]Int, n)
	for i := range z {
		extra := rest
		if i < n-1 {
			extra = s.Uint64N(rest/uint64(n-i)*2 + 1)
			extra = min(extra, rest)
		}
		z[i] = num(minimumWeight + extra)
		rest -= extra
	}
	return z
}

func (s *source) list(n int, draw func() Int) []Int {
	z := make([]Int, n)
	for i := range z {
		z[i] = draw()
	}
	return z
}
