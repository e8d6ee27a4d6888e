package arb

import "slices"

// State is a pool as an arbitrageur sees it: each token's value, its balance at market prices in
// any common currency, and its weight.
type State struct {
	Values  []float64
	Weights []float64 // above zero; they sum to 1
	Fee     float64   // the swap fee; 0.003 is 0.3 %
}

// Gas is the gas fee of a transaction, in the currency of the values: Base, plus Hop for each swap.
type Gas struct{ Base, Hop float64 }

// Trade is an arbitrageur's trade. In and Out are the values of each token that comes in or goes
// out; 0 for the others.
type Trade struct {
	In, Out []float64
	Profit  float64 // before gas
	Gas     float64
	Hops    int
}

// Best is the most profitable trade that the pool accepts at once, by the optimality conditions of
// a convex program. It is zero if no trade pays for its gas. With r = value / weight and g = ln(1 -
// fee), it finds the L at which inflow and outflow agree:
//
//	sum w max(0, L + g - ln r) = sum w max(0, ln r - L)
//
// Each traded token's r then moves to the level of L, up to the fee; the others stay within the fee
// of it. This is the optimum for a constant geometric mean: a swap of several tokens at once keeps
// the product of balance^weight. Real swaps trade two tokens, and each hop leaves its fee in the
// pool, so the profit is an upper bound.
func Best(s State, gas Gas) Trade {
	best := Trade{In: make([]float64, len(s.Values)), Out: make([]float64, len(s.Values))}
	o := order(s)
	if len(o) < 2 {
		return best
	}
	in, out := 1, 1
	if !o.open() {
		return best
	}
	for {
		now := o.trade(s, in, out)
		now.Hops = in + out - 1
		now.Gas = gas.Base + float64(float64(now.Hops)*gas.Hop)
		if now.Profit-now.Gas > best.Profit-best.Gas {
			best = now
		}
		level := o.level(s, in, out)
		switch {
		case in+out < len(o) && level+o[0].fee > o[in].rho:
			in++
		case in+out < len(o) && o[len(o)-1-out].rho > level:
			out++
		default:
			return best
		}
	}
}

// rank is a token with its sort key.
type rank struct {
	token    int
	rho, fee float64 // rho = ln r, fee = ln(1 - fee)
}

type ranks []rank

// order sorts the tokens by r; equal ones keep their order. It skips tokens without value or
// weight.
func order(s State) ranks {
	var o ranks
	fee := ln(1 - s.Fee)
	for i, v := range s.Values {
		if v > 0 && s.Weights[i] > 0 {
			o = append(o, rank{i, ln(float64(v / s.Weights[i])), fee})
		}
	}
	slices.SortStableFunc(o, func(a, b rank) int {
		switch {
		case a.rho < b.rho:
			return -1
		case a.rho > b.rho:
			return 1
		}
		return 0
	})
	return o
}

// open says whether the lowest and the highest r differ by more than the fee.
func (o ranks) open() bool {
	return o[len(o)-1].rho+o[0].fee > o[0].rho
}

// level is L if the in lowest and the out highest tokens are traded.
func (o ranks) level(s State, in, out int) float64 {
	var sum, weight float64
	for i := range in {
		w := s.Weights[o[i].token]
		sum, weight = sum+float64(w*(o[i].rho-o[i].fee)), weight+w
	}
	for i := len(o) - out; i < len(o); i++ {
		w := s.Weights[o[i].token]
		sum, weight = sum+float64(w*o[i].rho), weight+w
	}
	return float64(sum / weight)
}

// trade moves these tokens to that level.
func (o ranks) trade(s State, in, out int) Trade {
	t := Trade{In: make([]float64, len(s.Values)), Out: make([]float64, len(s.Values))}
	level := o.level(s, in, out)
	keeps := 1 - s.Fee
	for i := range in {
		k := o[i].token
		if grows := exp(level+o[i].fee-o[i].rho) - 1; grows > 0 {
			t.In[k] = float64(float64(s.Values[k]*grows) / keeps)
			t.Profit -= t.In[k]
		}
	}
	for i := len(o) - out; i < len(o); i++ {
		k := o[i].token
		if falls := 1 - exp(level-o[i].rho); falls > 0 {
			t.Out[k] = float64(s.Values[k] * falls)
			t.Profit += t.Out[k]
		}
	}
	return t
}
