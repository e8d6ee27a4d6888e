package arb

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

func comesIn(hops []Hop, n int) (in []float64) {
	in = make([]float64, n)
	for _, h := range hops {
		in[h.In] += h.Value
	}
	return in
}

// The planner and Best find the same trade, with and without gas, for 2 to 50 tokens. A reused
// planner keeps no state that matters.
func TestPlannerIsBest(t *testing.T) {
	dice := rand.New(rand.NewPCG(16, 1))
	planners := map[int]*Planner{}
	for range 3000 {
		n := 2 + dice.IntN(49)
		s := random(dice, n)
		s.Fee = dice.Float64() * 0.1
		gas := Gas{Base: dice.Float64() * 1e-3, Hop: dice.Float64() * 1e-3}
		want := Best(s, gas)
		if planners[n] == nil {
			planners[n] = &Planner{}
		}
		hops, profit := planners[n].PlanWithProfit(s, gas)
		if math.Abs(profit-want.Profit) > 1e-12*total(s.Values) {
			t.Fatalf("%d tokens: a profit of %v, Best has %v", n, profit, want.Profit)
		}
		if len(hops) > max(0, want.Hops) {
			t.Fatalf("%d hops, Best has %d", len(hops), want.Hops)
		}
		for i, v := range comesIn(hops, n) {
			if math.Abs(v-want.In[i]) > 1e-12*total(s.Values) {
				t.Fatalf("%d tokens: %v of token %d comes in, Best has %v", n, v, i, want.In[i])
			}
		}
	}
}

// big256 is L of the convex program, by bisection in 256-bit floats: there the sums of w max(0,
// L+g-rho) and of w max(0, rho-L) over all tokens agree.
func big256(weights, rho []float64, g float64) float64 {
	at := func(x float64) *big.Float { return new(big.Float).SetPrec(256).SetFloat64(x) }
	low, high := at(slices.Min(rho)), at(slices.Max(rho))
	for range 240 {
		l := new(big.Float).SetPrec(256).Add(low, high)
		l.Quo(l, at(2))
		sum := at(0)
		for i, w := range weights {
			in := new(big.Float).SetPrec(256).Add(l, at(g))
			in.Sub(in, at(rho[i]))
			out := new(big.Float).SetPrec(256).Sub(at(rho[i]), l)
			if in.Sign() > 0 {
				sum.Add(sum, in.Mul(in, at(w)))
			}
			if out.Sign() > 0 {
				sum.Sub(sum, out.Mul(out, at(w)))
			}
		}
		if sum.Sign() > 0 {
			high = l
		} else {
			low = l
		}
	}
	l, _ := low.Float64()
	return l
}

// The planner finds the optimum of the convex program, computed here without sorting.
func TestPlannerIsConvexOptimum(t *testing.T) {
	dice := rand.New(rand.NewPCG(16, 2))
	worst := 0.0
	for range 150 {
		n := 2 + dice.IntN(49)
		s := random(dice, n)
		s.Fee = dice.Float64() * 0.1
		rho, g := make([]float64, n), math.Log(1-s.Fee)
		for i := range rho {
			rho[i] = math.Log(s.Values[i] / s.Weights[i])
		}
		l := big256(s.Weights, rho, g)
		var want float64
		for i := range rho {
			if l+g > rho[i] {
				want -= s.Values[i] * math.Expm1(l+g-rho[i]) / (1 - s.Fee)
			} else if rho[i] > l {
				want -= s.Values[i] * math.Expm1(l-rho[i])
			}
		}
		_, got := new(Planner).PlanWithProfit(s, Gas{})
		worst = max(worst, math.Abs(got-want)/total(s.Values))
	}
	t.Logf("150 pools of 2 to 50 tokens: the profit is off by %.1e of the pool", worst)
	if worst > 1e-12 {
		t.Error("that is more than rounding")
	}
}

// signature is the profit if exactly these tokens come in and go out, and whether every amount is
// above zero.
func signature(s State, code []int) (profit float64, ok bool) {
	var sum, weight float64
	g := math.Log(1 - s.Fee)
	for i, c := range code {
		rho := math.Log(s.Values[i] / s.Weights[i])
		switch c {
		case 1:
			sum, weight = sum+s.Weights[i]*(rho-g), weight+s.Weights[i]
		case 2:
			sum, weight = sum+s.Weights[i]*rho, weight+s.Weights[i]
		}
	}
	l := sum / weight
	for i, c := range code {
		rho := math.Log(s.Values[i] / s.Weights[i])
		switch {
		case c == 1 && l+g > rho:
			profit -= s.Values[i] * math.Expm1(l+g-rho) / (1 - s.Fee)
		case c == 2 && rho > l:
			profit -= s.Values[i] * math.Expm1(l-rho)
		case c != 0:
			return 0, false
		}
	}
	return profit, weight > 0
}

// None of the 3^n choices of tokens in, out or unused earns more.
func TestPlannerIsBestOfAllSignatures(t *testing.T) {
	dice := rand.New(rand.NewPCG(16, 3))
	for range 300 {
		n := 2 + dice.IntN(5)
		s := random(dice, n)
		s.Fee = dice.Float64() * 0.3
		best, code := 0.0, make([]int, n)
		for number := range int(math.Pow(3, float64(n))) {
			for i := range code {
				code[i], number = number%3, number/3
			}
			if profit, ok := signature(s, code); ok {
				best = max(best, profit)
			}
		}
		if _, got := new(Planner).PlanWithProfit(s, Gas{}); math.Abs(got-best) > 1e-12*total(s.Values) {
			t.Fatalf("%+v: a profit of %v, the best of all is %v", s, got, best)
		}
	}
}

func TestPlannerAllocatesNothing(t *testing.T) {
	s := random(rand.New(rand.NewPCG(1, 1)), 8)
	var p Planner
	p.Plan(s, Gas{})
	if n := testing.AllocsPerRun(100, func() { p.Plan(s, Gas{}) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
