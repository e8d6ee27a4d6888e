package arb

import "math"

// surely is the part of the pool's value by which a bound must be off, so that no rounding
// matters.
const surely = 1e-10

// tooDear says that no trade pays its gas, without a logarithm, and notes what each token
// may bring. For any level m, a set S of tokens earns at most the sum of its tokens' g, the
// optimum of the dual programme:
//
//	w (r - m - m ln(r/m)) <= w (r-m)^2 / 2m                of what goes out, r above m
//	w (q - m - m ln(q/m)) <= w (m-q)^2 / 2q, q = r/(1-fee) of what comes in, q below m
//
// and costs base + hop (|S| - 1). With the best g of each side, and T the sum of what g
// has above hop, that leaves at most the less of both, best in + best out - hop - base + T
// and hop - base + T.
func (p *Planner) tooDear(s State, gas Gas, low, high int) bool {
	if gas == (Gas{}) {
		return false
	}
	gives := 1 / (1 - s.Fee)
	a, b := s.Weights[low], s.Weights[high]
	m := (float64(float64(a*p.ratios[low])*gives) + float64(b*p.ratios[high])) / (a + b)
	outBy, inBy := 0.125/m, 0.125/float64(p.ratios[low]*gives) // no q is lower
	var in, out, above, value float64
	gains, weights, values := p.gains[:len(p.ratios)], s.Weights[:len(p.ratios)], s.Values[:len(p.ratios)]
	for i, r := range p.ratios {
		over, under := twiceAbove(r-m), twiceAbove(m-float64(r*gives)) // one of both is 0
		outs := float64(float64(weights[i]*float64(over*over)) * outBy)
		ins := float64(float64(weights[i]*float64(under*under)) * inBy)
		g := outs + ins
		gains[i], value = g, value+values[i]
		if outs > out {
			out = outs
		}
		if ins > in {
			in = ins
		}
		if g > gas.Hop {
			above += g - gas.Hop
		}
	}
	p.slack = float64(surely * value)
	return min(in+out-gas.Hop, gas.Hop)-gas.Base+above < -p.slack
}

// twiceAbove is 2 max(0, x), without a branch that could not be foreseen.
func twiceAbove(x float64) float64 { return x + math.Abs(x) }

// best is the set that earns most after gas, of equals the first; none where in is 0. Only
// those are looked at that may earn as much as the one that may earn most.
func (p *Planner) best(gas Gas) (in, out int, level, profit float64) {
	first := 0
	for k := range p.sets {
		set := &p.sets[k]
		if set.most -= set.cost(gas); set.most > p.sets[first].most {
			first = k
		}
	}
	least := p.sets[first].profit() - p.sets[first].cost(gas) - p.slack
	for k := range p.sets {
		set := &p.sets[k]
		if set.most+p.slack < least {
			continue
		}
		gross := set.profit()
		cost := set.cost(gas)
		best := profit - gas.Base - float64(float64(in+out-1)*gas.Hop)
		if gross > cost && (in == 0 || gross-cost > best) {
			in, out, level, profit = set.in, set.out, set.level, gross
		}
	}
	return in, out, level, profit
}
