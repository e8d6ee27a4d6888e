package arb

// Hop is one swap of a plan: of the token In comes the given value, at the market's
// prices and in their money, and Out goes out.
type Hop struct {
	In, Out int
	Value   float64
}

// Planner finds the same trade as Best again and again, for pools whose order hardly
// changes from one time to the next, without a new allocation. It is not safe for
// several goroutines.
type Planner struct {
	order []rank
	hops  []Hop
}

// Plan is the trade as swaps with a given amount in, the lowest value by weight into
// the highest first: one less than there are tokens in it. Its profit is before gas,
// and an upper bound, since the pool keeps each hop's fee. The hops hold until the next
// call. There are none where the highest value by weight, less the fee, is not above
// the lowest (the first condition of the optimum), or where no set of tokens pays its gas.
func (p *Planner) Plan(s State, gas Gas) (hops []Hop, profit float64) {
	p.hops = p.hops[:0]
	if !worthwhile(s) {
		return nil, 0
	}
	p.rank(s)
	in, out, level, profit := p.widen(s, gas)
	if in == 0 {
		return nil, 0
	}
	p.match(s, in, out, level)
	return p.hops, profit
}

// worthwhile is the condition without logarithms: max r (1 - fee) > min r.
func worthwhile(s State) bool {
	low, high := s.Values[0]/s.Weights[0], s.Values[0]/s.Weights[0]
	for i := 1; i < len(s.Values); i++ {
		r := s.Values[i] / s.Weights[i]
		low, high = min(low, r), max(high, r)
	}
	return float64(high*(1-s.Fee)) > low
}

// rank brings the tokens into the order of their value by weight, ties by place. It
// begins with the last order: an insertion sort of what is nearly sorted.
func (p *Planner) rank(s State) {
	if len(p.order) != len(s.Values) {
		p.order = make([]rank, len(s.Values))
		for i := range p.order {
			p.order[i].token = i
		}
	}
	fee := ln(1 - s.Fee)
	for i := range p.order {
		k := p.order[i].token
		p.order[i].rho, p.order[i].fee = ln(s.Values[k]/s.Weights[k]), fee
	}
	for i := 1; i < len(p.order); i++ {
		moved := p.order[i]
		j := i
		for ; j > 0 && moved.before(p.order[j-1]); j-- {
			p.order[j] = p.order[j-1]
		}
		p.order[j] = moved
	}
}

func (r rank) before(other rank) bool {
	return r.rho < other.rho || r.rho == other.rho && r.token < other.token
}

// widen takes in the next lowest and the next highest token while the optimum without
// gas has them, and keeps the set that earns most after gas. L is a weighted mean that
// both sums carry along, and the profit follows from it by
//
//	sum of V out + sum of V in / (1-fee) - e^L (sum of all w)
//
// so that each set takes one exponential and no loop: O(n) after the sort.
func (p *Planner) widen(s State, gas Gas) (in, out int, level, profit float64) {
	var sum, weight, values float64
	o, keeps := p.order, 1-s.Fee
	addIn := func(r rank) {
		w := s.Weights[r.token]
		sum, weight = sum+float64(w*(r.rho-r.fee)), weight+w
		values += float64(s.Values[r.token] / keeps)
	}
	addOut := func(r rank) {
		w := s.Weights[r.token]
		sum, weight = sum+float64(w*r.rho), weight+w
		values += s.Values[r.token]
	}
	addIn(o[0])
	addOut(o[len(o)-1])
	free := gas == Gas{} // then the conditions decide, and no difference of large numbers
	for i, j := 1, 1; ; {
		l := float64(sum / weight)
		gross := values - float64(exp(l)*weight)
		cost := gas.Base + float64(float64(i+j-1)*gas.Hop)
		best := profit - gas.Base - float64(float64(in+out-1)*gas.Hop)
		if free || gross > cost && (in == 0 || gross-cost > best) {
			in, out, level, profit = i, j, l, gross
		}
		switch {
		case i+j < len(o) && l+o[0].fee > o[i].rho:
			addIn(o[i])
			i++
		case i+j < len(o) && o[len(o)-1-j].rho > l:
			addOut(o[len(o)-1-j])
			j++
		default:
			return in, out, level, profit
		}
	}
}

// match pairs what comes in with what goes out, from the two ends inward. What is
// matched is the logarithm's flow w(L - rho), of which as much comes in as goes out
// in the optimum, so that each token ends at its level.
func (p *Planner) match(s State, in, out int, level float64) {
	o, keeps := p.order, 1-s.Fee
	i, j := 0, len(o)-1
	need, gives := s.flowIn(o[i], level), s.flowOut(o[j], level)
	done := 0.0 // of the flow into o[i]
	for i < in && j >= len(o)-out {
		flow := min(need, gives)
		if i == in-1 && j == len(o)-out {
			flow = need // the last pair takes what rounding left
		}
		k := o[i].token
		from, to := exp(float64(done/s.Weights[k])), exp(float64((done+flow)/s.Weights[k]))
		if value := float64(float64(s.Values[k]*(to-from)) / keeps); value > 0 {
			p.hops = append(p.hops, Hop{k, o[j].token, value})
		}
		done, need, gives = done+flow, need-flow, gives-flow
		if need <= gives {
			if i, done = i+1, 0; i < in {
				need = s.flowIn(o[i], level)
			}
			continue
		}
		if j--; j >= len(o)-out {
			gives = s.flowOut(o[j], level)
		}
	}
}

func (s State) flowIn(r rank, level float64) float64 {
	return max(0, float64(s.Weights[r.token]*(level+r.fee-r.rho)))
}

func (s State) flowOut(r rank, level float64) float64 {
	return max(0, float64(s.Weights[r.token]*(r.rho-level)))
}
