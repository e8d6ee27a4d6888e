package arb

import (
	"math"
	"math/rand/v2"
	"testing"
)

func random(dice *rand.Rand, n int) State {
	s := State{Values: make([]float64, n), Weights: make([]float64, n)}
	var sum float64
	for i := range n {
		s.Weights[i] = 0.01 + dice.Float64()
		sum += s.Weights[i]
	}
	for i := range n {
		s.Weights[i] /= sum
		s.Values[i] = s.Weights[i] * math.Exp(2*dice.NormFloat64())
	}
	return s
}

func total(list []float64) (sum float64) {
	for _, v := range list {
		sum += v
	}
	return sum
}

// kl is the bound of package ops, computed with the machine's own functions.
func kl(s State) float64 {
	v := total(s.Values)
	var sum float64
	for i, w := range s.Weights {
		sum += w * math.Log(w*v/s.Values[i])
	}
	return 1 - math.Exp(-sum)
}

// pairwise trades pairs repeatedly until no trade is profitable.
func pairwise(s State) float64 {
	v := append([]float64{}, s.Values...)
	for range 20_000 {
		lo, hi := 0, 0
		for i := range v {
			if v[i]/s.Weights[i] < v[lo]/s.Weights[lo] {
				lo = i
			}
			if v[i]/s.Weights[i] > v[hi]/s.Weights[hi] {
				hi = i
			}
		}
		a, b := s.Weights[lo], s.Weights[hi]
		level := (a*math.Log(v[lo]/a) + b*math.Log(v[hi]/b)) / (a + b)
		if v[hi]/b <= v[lo]/a*(1+1e-14) {
			break
		}
		v[lo], v[hi] = a*math.Exp(level), b*math.Exp(level)
	}
	return total(s.Values) - total(v)
}

// Without fee and gas, the profit equals the result of pair trades to the end, and the bound.
func TestBestIsPairArbitrageToItsEnd(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 3))
	var worst, worstPairs float64
	for range 300 {
		s := random(dice, 2+dice.IntN(5))
		v := total(s.Values)
		best := Best(s, Gas{}).Profit / v
		worst = max(worst, math.Abs(best-kl(s)))
		worstPairs = max(worstPairs, math.Abs(pairwise(s)/v-kl(s)))
	}
	t.Logf("300 pools of 2 to 6 tokens: the closed form is off the bound by %.1e, pairs by %.1e of the pool", worst, worstPairs)
	if worst > 2e-15 || worstPairs > 1e-14 {
		t.Error("that is more than rounding")
	}
}

// With a fee, no profitable pair remains, no token is traded both ways, and the profit is below the
// bound.
func TestBestWithFee(t *testing.T) {
	dice := rand.New(rand.NewPCG(4, 4))
	for range 3000 {
		s := random(dice, 2+dice.IntN(49))
		s.Fee = dice.Float64() * 0.5
		trade := Best(s, Gas{})
		low, high := math.Inf(1), 0.0
		for i, w := range s.Weights {
			if trade.In[i] > 0 && trade.Out[i] > 0 {
				t.Fatalf("token %d goes both ways", i)
			}
			r := (s.Values[i] + trade.In[i]*(1-s.Fee) - trade.Out[i]) / w
			low, high = min(low, r), max(high, r)
		}
		if high*(1-s.Fee) > low*(1+1e-9) {
			t.Fatalf("a trade is left: %v to %v at a fee of %v", low, high, s.Fee)
		}
		if trade.Profit < 0 || trade.Profit > kl(s)*total(s.Values)*(1+1e-12)+1e-15 {
			t.Fatalf("it gains %v, and the bound is %v", trade.Profit, kl(s)*total(s.Values))
		}
	}
}

// Gas prevents a trade that does not pay for it, and omits hops that do not.
func TestBestWithGas(t *testing.T) {
	s := State{Values: []float64{40, 31, 29}, Weights: []float64{1. / 3, 1. / 3, 1. / 3}}
	free := Best(s, Gas{})
	if dear := Best(s, Gas{Base: free.Profit}); dear.Profit != 0 || dear.Hops != 0 {
		t.Errorf("it trades at a loss: %+v", dear)
	}
	if free.Hops != 2 {
		t.Errorf("%d hops without gas", free.Hops)
	}
	some := Best(s, Gas{Hop: free.Profit / 10})
	if some.Profit-some.Gas <= 0 || some.Hops != 1 {
		t.Errorf("with gas: %+v", some)
	}
}

// Logarithm and exponential match the machine's, except for some last digits.
func TestFloats(t *testing.T) {
	dice := rand.New(rand.NewPCG(5, 5))
	for range 20_000 {
		x := math.Exp(60 * dice.NormFloat64())
		if is, want := ln(x), math.Log(x); math.Abs(is-want) > 4e-16*max(1, math.Abs(want)) {
			t.Fatalf("ln %v = %v, want %v", x, is, want)
		}
		y := 30 * dice.NormFloat64()
		if is, want := exp(y), math.Exp(y); math.Abs(is/want-1) > 2e-15*max(1, math.Abs(y)) {
			t.Fatalf("exp %v = %v, want %v", y, is, want)
		}
	}
}
