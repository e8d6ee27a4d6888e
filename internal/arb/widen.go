package arb

// set is a choice of tokens: the in lowest and the out highest, with their level and the sums that
// give their profit.
type set struct {
	in, out                    int
	level, sum, values, weight float64 // level = sum / weight
	most                       float64 // upper bound of its profit
}

// takeIn adds a token that comes in.
func (s *set) takeIn(of State, r place, p *Planner) {
	w := of.Weights[r.token]
	s.sum, s.weight = s.sum+float64(w*(r.rho-p.lnKept)), s.weight+w
	s.values += float64(of.Values[r.token] / (1 - of.Fee))
	s.most += p.gains[r.token]
	s.in++
}

// takeOut adds a token that goes out.
func (s *set) takeOut(of State, r place, p *Planner) {
	w := of.Weights[r.token]
	s.sum, s.weight = s.sum+float64(w*r.rho), s.weight+w
	s.values += of.Values[r.token]
	s.most += p.gains[r.token]
	s.out++
}

func (s *set) profit() float64 { return s.values - float64(exp(s.level)*s.weight) }

func (s *set) cost(gas Gas) float64 {
	return gas.Base + float64(float64(s.in+s.out-1)*gas.Hop)
}

// widen adds the next lowest or highest token as long as the optimum without gas includes it, and
// returns the set that earns most after gas. L is a weighted mean of sums that each step updates.
// The profit follows from it:
//
//	sum of V out + sum of V in / (1-fee) - e^L (sum of all w)
//
// So each set needs one exponential and no loop: O(n) after sorting. Without gas, the last set is
// the best.
func (p *Planner) widen(s State, gas Gas, wanted bool) (in, out int, level, profit float64) {
	p.enumerate(s)
	if gas != (Gas{}) {
		return p.best(gas)
	}
	last := &p.sets[len(p.sets)-1]
	if wanted {
		profit = last.profit()
	}
	return last.in, last.out, last.level, profit
}

// enumerate lists the sets that the optimality conditions admit.
func (p *Planner) enumerate(s State) {
	p.sets = p.sets[:0]
	o, now := p.order, set{}
	now.takeIn(s, o[0], p)
	now.takeOut(s, o[len(o)-1], p)
	for {
		now.level = float64(now.sum / now.weight)
		p.sets = append(p.sets, now)
		switch {
		case now.in+now.out < len(o) && now.level+p.lnKept > o[now.in].rho:
			now.takeIn(s, o[now.in], p)
		case now.in+now.out < len(o) && o[len(o)-1-now.out].rho > now.level:
			now.takeOut(s, o[len(o)-1-now.out], p)
		default:
			return
		}
	}
}
