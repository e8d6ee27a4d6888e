package arb

// sets are the choices of tokens that widen looks at: so many of the lowest, so many of
// the highest, their level, and what their profit follows from.
type sets struct {
	in, out               []int
	level, values, weight []float64
	grown                 []float64 // e^level
}

func (s *sets) clear() {
	s.in, s.out, s.level, s.values, s.weight = s.in[:0], s.out[:0], s.level[:0], s.values[:0], s.weight[:0]
}

func (s *sets) add(in, out int, level, values, weight float64) {
	s.in, s.out, s.level = append(s.in, in), append(s.out, out), append(s.level, level)
	s.values, s.weight = append(s.values, values), append(s.weight, weight)
}

// widen takes in the next lowest and the next highest token while the optimum without
// gas has them, and keeps the set that earns most after gas. L is a weighted mean that
// both sums carry along, and the profit follows from it by
//
//	sum of V out + sum of V in / (1-fee) - e^L (sum of all w)
//
// so that each set takes one exponential and no loop: O(n) after the sort. Without gas
// the conditions decide, and the last set is the best.
func (p *Planner) widen(s State, gas Gas, wanted bool) (in, out int, level, profit float64) {
	if gas != (Gas{}) {
		p.sets.clear()
		p.enumerate(s, p.sets.add)
		return p.sets.best(gas)
	}
	var values, weight float64
	p.enumerate(s, func(i, j int, l, v, w float64) { in, out, level, values, weight = i, j, l, v, w })
	if wanted {
		profit = values - float64(exp(level)*weight)
	}
	return in, out, level, profit
}

// enumerate names each set that the conditions let in.
func (p *Planner) enumerate(s State, set func(in, out int, level, values, weight float64)) {
	var sum, weight, values float64
	o, keeps, fee := p.order, 1-s.Fee, p.lnKept
	i, j := 0, 0
	addIn := func() {
		r := o[i]
		w := s.Weights[r.token]
		sum, weight, values = sum+float64(w*(r.rho-fee)), weight+w, values+float64(s.Values[r.token]/keeps)
		i++
	}
	addOut := func() {
		r := o[len(o)-1-j]
		w := s.Weights[r.token]
		sum, weight, values = sum+float64(w*r.rho), weight+w, values+s.Values[r.token]
		j++
	}
	addIn()
	addOut()
	for {
		l := float64(sum / weight)
		set(i, j, l, values, weight)
		switch {
		case i+j < len(o) && l+fee > o[i].rho:
			addIn()
		case i+j < len(o) && o[len(o)-1-j].rho > l:
			addOut()
		default:
			return
		}
	}
}

// best is the set that earns most after gas; none where in is 0.
func (s *sets) best(gas Gas) (in, out int, level, profit float64) {
	s.grown = append(s.grown[:0], s.level...)
	exps(s.grown)
	for k, l := range s.level {
		gross := s.values[k] - float64(s.grown[k]*s.weight[k])
		cost := gas.Base + float64(float64(s.in[k]+s.out[k]-1)*gas.Hop)
		best := profit - gas.Base - float64(float64(in+out-1)*gas.Hop)
		if gross > cost && (in == 0 || gross-cost > best) {
			in, out, level, profit = s.in[k], s.out[k], l, gross
		}
	}
	return in, out, level, profit
}

// surely is the part of the pool's value by which a bound must be below the gas, so that
// no rounding matters.
const surely = 1e-10

// tooDear says that no trade pays its gas, without a logarithm. For any level m, a set S
// of tokens earns at most the sum of its tokens' g, the optimum of the dual programme:
//
//	w (r - m - m ln(r/m)) <= w (r-m)^2 / 2m               of what goes out, r above m
//	w (q - m - m ln(q/m)) <= w (m-q)^2 / 2q, q = r/(1-fee)  of what comes in, q below m
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
	half := 0.5 / m
	var in, out, above, value float64
	for i, r := range p.ratios {
		w := s.Weights[i]
		value += s.Values[i]
		if r > m {
			g := float64(float64(w*float64((r-m)*(r-m))) * half)
			out, above = max(out, g), above+max(0, g-gas.Hop)
		} else if q := float64(r * gives); q < m {
			g := float64(float64(w*float64((m-q)*(m-q))) / (2 * q))
			in, above = max(in, g), above+max(0, g-gas.Hop)
		}
	}
	most := min(in+out-gas.Hop, gas.Hop) - gas.Base + above
	return most < -float64(surely*value)
}
