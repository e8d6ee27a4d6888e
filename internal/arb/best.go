package arb

import "slices"

// State is a pool as an arbitrageur sees it: of each token what its balance is worth
// at the market's prices, in any one money, and its weight.
type State struct {
	Values  []float64
	Weights []float64 // above zero; 1 for all together
	Fee     float64   // the swap fee: 0.003
}

// Gas is what transactions cost, in the same money as the values.
type Gas struct{ Base, Hop float64 }

// Trade is an arbitrageur's trade. In is the worth of each token that comes in, and Out of
// each that goes out; 0 for the others.
type Trade struct {
	In, Out []float64
	Profit  float64 // without gas
	Gas     float64
	Hops    int
}

// Best is the most profitable trade that the pool takes at once, by the conditions of
// a convex programme; zero where there is none that pays its gas. With r the value by
// the weight and g = ln(1 - fee), it finds the L at which what goes in and what comes
// out agree,
//
//	sum w max(0, L + g - ln r) = sum w max(0, ln r - L)
//
// Each token's r is then brought to the level of L, or stays within the fee of it.
// (The optimum of arbitrage with a constant geometric mean: a swap of several tokens
// at once leaves the product of balance^weight as it is.) Swaps go by two tokens, and
// what a hop leaves of its fee makes them gain less: an upper bound.
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

// rank is a token's place among the others.
type rank struct {
	token    int
	rho, fee float64 // ln r, and ln(1 - fee)
}

type ranks []rank

// order sorts by r, ties by place. A token without value is left to Empty.
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

// open says whether the lowest and the highest are farther apart than the fee.
func (o ranks) open() bool {
	return o[len(o)-1].rho+o[0].fee > o[0].rho
}

// level is L for the lowest and the highest tokens that are traded.
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

// trade brings them to that level.
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
