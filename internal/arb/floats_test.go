package arb

import (
	"math"
	"math/rand/v2"
	"testing"
)

// plainLn and plainExp sum the series term by term.
func plainLn(x float64) float64 {
	m, k := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, k = m*2, k-1
	}
	z := (m - 1) / (m + 1)
	square := float64(z * z)
	var sum float64
	for odd := 25.0; odd >= 3; odd -= 2 {
		sum = (sum + 1/odd) * square
	}
	return float64(float64(k)*ln2) + float64(float64(2*z)*(1+sum))
}

func plainExp(x float64) float64 {
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

// The fast functions give exactly the bits of the plain series, for single and for several numbers.
func TestFloatsAreThePlainSeries(t *testing.T) {
	dice := rand.New(rand.NewPCG(17, 1))
	x, y, l := make([]float64, 7), make([]float64, 7), make([]float64, 7)
	for round := range 400_000 {
		for i := range x {
			size := math.Ldexp(dice.Float64(), -dice.IntN(40))
			x[i] = dice.NormFloat64() * size
			if round%50 == 0 {
				x[i] = dice.NormFloat64() * 1000
			}
			y[i] = math.Abs(1 + x[i])
		}
		lns(l, y)
		for i := range x {
			if want := plainLn(y[i]); l[i] != want || ln(y[i]) != want {
				t.Fatalf("ln %v: %v, %v, and not %v", y[i], l[i], ln(y[i]), want)
			}
			if got, want := exp(x[i]), plainExp(x[i]); got != want {
				t.Fatalf("exp %v: %v and not %v", x[i], got, want)
			}
			y[i] = plainExp(x[i])
		}
		exps(x)
		for i := range x {
			if x[i] != y[i] {
				t.Fatalf("several: %v and not %v", x[i], y[i])
			}
		}
	}
	for _, odd := range []float64{math.SmallestNonzeroFloat64, 1e-310, 0x1p-1022, math.MaxFloat64, math.Inf(1), 1, math.Sqrt2 / 2} {
		if got, want := ln(odd), plainLn(odd); got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Errorf("ln %v: %v and not %v", odd, got, want)
		}
	}
	for _, odd := range []float64{0, math.Copysign(0, -1), 1.0 / 64, -1.0 / 64, 700, -700, 700.5, math.Inf(-1), 1e-300} {
		if got, want := exp(odd), plainExp(odd); got != want {
			t.Errorf("exp %v: %v and not %v", odd, got, want)
		}
	}
}

func BenchmarkExp(b *testing.B) {
	for _, size := range []float64{1e-3, 0.3} {
		sum := 0.0
		b.Run("", func(b *testing.B) {
			for range b.N {
				sum = exp(size + sum*1e-9)
			}
		})
	}
	x := make([]float64, 48)
	b.Run("48", func(b *testing.B) {
		for range b.N {
			for i := range x {
				x[i] = 0.3
			}
			exps(x)
		}
	})
	b.Run("plain", func(b *testing.B) {
		sum := 0.0
		for range b.N {
			sum = plainExp(1e-3 + sum*1e-9)
		}
	})
	y := make([]float64, 48)
	for i := range y {
		y[i] = 1 + float64(i)*1e-3
	}
	b.Run("48 ln", func(b *testing.B) {
		for range b.N {
			lns(x, y)
		}
	})
	b.Run("ln", func(b *testing.B) {
		sum := 0.0
		for range b.N {
			sum = ln(1.01 + sum*1e-9)
		}
	})
}
