package arb

import "math"

// surely is the margin of a bound against rounding errors, as a share of the pool's value.
const surely = 1e-10

// tooDear says that no trade pays for its gas. It needs no logarithm, and notes the most that each
// token can earn. For any level m, a set S of tokens earns at most the sum of its tokens' g, by the
// dual program:
//
//	w (r - m - m ln(r/m)) <= w (r-m)^2 / 2m                for outflow, r above m
//	w (q - m - m ln(q/m)) <= w (m-q)^2 / 2q, q = r/(1-fee) for inflow, q below m
//
// It costs base + hop (|S| - 1). With the best g of each side, and T the sum of max(0, g - hop),
// the profit after gas is at most the smaller of best in + best out - hop - base + T and hop - base
// + T.
func (p *Planner) tooDear(s State, gas Gas, low, high int) bool {
	if gas == (Gas{}) {
		return false
	}
	gives := 1 / (1 - s.Fee)
	a, b := s.Weights[low], s.Weights[high]
	m := (float64(float64(a*p.ratios[low])*gives) + float64(b*p.ratios[high])) / (a + b)
	outBy, inBy := 0.125/m, 0.125/float64(p.ratios[low]*gives) // with the lowest q
	var in, out, above, value float64
	gains, weights, values := p.gains[:len(p.ratios)], s.Weights[:len(p.ratios)], s.Values[:len(p.ratios)]
	for i, r := range p.ratios {
		over, under := twiceAbove(r-m), twiceAbove(m-float64(r*gives)) // at least one of them is 0
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

// twiceAbove is 2 max(0, x). It has no branch that the processor could mispredict.
func twiceAbove(x float64) float64 { return x + math.Abs(x) }

// best is the set that earns most after gas; of equal ones the first. in is 0 if none earns
// anything. It only computes sets whose upper bound reaches the profit of the set with the highest
// bound.
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
