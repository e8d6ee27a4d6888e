package arb

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// wholePlan is plan with all logarithms and sorting.
func (p *Planner) wholePlan(s State, gas Gas) ([]Hop, float64) {
	p.hops = p.hops[:0]
	low, high := p.look(s)
	if !(float64(p.ratios[high]*(1-s.Fee)) > p.ratios[low]) || p.tooDear(s, gas, low, high) {
		return nil, 0
	}
	p.rank(s)
	in, out, level, profit := p.widen(s, gas, true)
	if in == 0 {
		return nil, 0
	}
	p.match(s, in, out, level)
	return p.hops, profit
}

// If two tokens alone are traded without sorting, the trade equals that of the whole computation,
// bit by bit, even if other tokens are equally far away or nearly so.
func TestPairIsTheWhole(t *testing.T) {
	dice := rand.New(rand.NewPCG(16, 7))
	var quick, alone, several int
	for range 60_000 {
		n := 2 + dice.IntN(49)
		s := random(dice, n)
		s.Fee = []float64{0, 0.0001, 0.003, 0.01, 0.1}[dice.IntN(5)]
		spread := math.Pow(10, -1-4*dice.Float64())
		for i := range s.Values {
			s.Values[i] = s.Weights[i] * (1 + spread*dice.NormFloat64())
			if i > 0 && dice.IntN(4) == 0 { // as far away as another, or farther by a last digit
				s.Values[i] = s.Weights[i] * (s.Values[i-1] / s.Weights[i-1])
				for range dice.IntN(3) {
					s.Values[i] = math.Nextafter(s.Values[i], 2*float64(dice.IntN(2)))
				}
			}
		}
		gas := Gas{Hop: math.Pow(10, -2-8*dice.Float64())}
		if dice.IntN(2) == 0 {
			gas.Base = gas.Hop * dice.Float64()
		}
		a, b := &Planner{}, &Planner{}
		hops, profit := a.PlanWithProfit(s, gas)
		want, gain := b.wholePlan(s, gas)
		if !slices.Equal(hops, want) || profit != gain {
			t.Fatalf("%+v, %+v:\n%v earns %v\n%v earns %v", s, gas, hops, profit, want, gain)
		}
		switch {
		case len(want) > 1:
			several++
		case len(want) == 1:
			alone++
			if low, high := a.look(s); !a.tooDear(s, gas, low, high) {
				if _, _, sure := a.pair(s, gas, low, high); sure {
					quick++
				}
			}
		}
	}
	t.Logf("%d of %d trades of two tokens without an order, %d of more", quick, alone, several)
	if quick < 400 || several < 1000 {
		t.Error("that is too few")
	}
}
