package arb

// Hop is one swap of a plan: value of the token In comes in, at market prices in their currency,
// and Out goes out.
type Hop struct {
	In, Out int
	Value   float64
}

// Planner finds the same trade as Best without new allocations. It is for repeated use on pools
// whose order hardly changes. It is not safe for concurrent use.
type Planner struct {
	ratios, logs []float64 // by token: r = value / weight, and ln r
	order        []place
	fee, lnKept  float64 // the last fee, and ln(1 - fee)
	hops         []Hop
	sets         []set
	gains        []float64 // by token, the most that it can earn; only with gas
	slack        float64   // bound of a profit's rounding error
	pieces       pieces
}

// place is a token with its sort key.
type place struct {
	rho   float64
	token int
}

func (p place) before(other place) bool {
	return p.rho < other.rho || p.rho == other.rho && p.token < other.token
}

// Plan is the trade as swaps with given amounts in, starting from the lowest and the highest value
// by weight. It has one hop less than tokens. The hops are valid until the next call. There are
// none if the highest value by weight, minus the fee, is not above the lowest (the first optimality
// condition), or if no set of tokens pays for its gas.
func (p *Planner) Plan(s State, gas Gas) []Hop {
	hops, _ := p.plan(s, gas, false)
	return hops
}

// PlanWithProfit is Plan with the profit before gas. The profit is an upper bound, because the pool
// keeps each hop's fee.
func (p *Planner) PlanWithProfit(s State, gas Gas) (hops []Hop, profit float64) {
	return p.plan(s, gas, true)
}

func (p *Planner) plan(s State, gas Gas, wanted bool) (hops []Hop, profit float64) {
	p.hops = p.hops[:0]
	low, high := p.look(s)
	if !(float64(p.ratios[high]*(1-s.Fee)) > p.ratios[low]) || p.tooDear(s, gas, low, high) {
		return nil, 0
	}
	if gas != (Gas{}) && low != high {
		if level, profit, sure := p.pair(s, gas, low, high); sure {
			return p.swap(s, low, high, level), profit
		}
	}
	p.rank(s)
	in, out, level, profit := p.widen(s, gas, wanted)
	if in == 0 {
		return nil, 0
	}
	p.match(s, in, out, level)
	return p.hops, profit
}

// look computes each r, and finds the lowest and the highest.
func (p *Planner) look(s State) (low, high int) {
	if len(p.ratios) != len(s.Values) {
		p.begin(len(s.Values))
	}
	ratios, weights := p.ratios, s.Weights[:len(p.ratios)]
	for i, v := range s.Values {
		r := v / weights[i]
		if ratios[i] = r; r < ratios[low] {
			low = i
		}
		if r > ratios[high] {
			high = i
		}
	}
	return low, high
}

func (p *Planner) begin(n int) {
	p.ratios, p.logs, p.gains, p.order = make([]float64, n), make([]float64, n), make([]float64, n), make([]place, n)
	for i := range p.order {
		p.order[i].token = i
	}
}

// keep stores the fee and ln(1 - fee).
func (p *Planner) keep(fee float64) {
	if p.fee != fee || p.lnKept == 0 {
		p.fee, p.lnKept = fee, ln(1-fee)
	}
}

// rank sorts the tokens by value / weight; equal ones stay in order of their index. It is an
// insertion sort that starts from the last order, which is nearly sorted.
func (p *Planner) rank(s State) {
	p.keep(s.Fee)
	lns(p.logs, p.ratios)
	o := p.order
	for i := range o {
		moved := place{p.logs[o[i].token], o[i].token}
		j := i
		for ; j > 0 && moved.before(o[j-1]); j-- {
			o[j] = o[j-1]
		}
		o[j] = moved
	}
}

// match pairs inputs with outputs, from both ends inward. It matches the flow of logarithms
// w(L - rho). In the optimum as much of it comes in as goes out, so each token ends at its
// level.
func (p *Planner) match(s State, in, out int, level float64) {
	o := p.order
	i, j := 0, len(o)-1
	need, gives := p.flowIn(s, o[i], level), flowOut(s, o[j], level)
	done := 0.0 // of the flow into o[i]
	p.pieces.clear()
	for i < in && j >= len(o)-out {
		flow := min(need, gives)
		if i == in-1 && j == len(o)-out {
			flow = need // the last pair absorbs the rounding
		}
		k := o[i].token
		p.pieces.add(k, o[j].token, done == 0, float64((done+flow)/s.Weights[k]))
		done, need, gives = done+flow, need-flow, gives-flow
		if need <= gives {
			if i, done = i+1, 0; i < in {
				need = p.flowIn(s, o[i], level)
			}
			continue
		}
		if j--; j >= len(o)-out {
			gives = flowOut(s, o[j], level)
		}
	}
	p.hops = p.pieces.hops(p.hops, s)
}

func (p *Planner) flowIn(s State, r place, level float64) float64 {
	return max(0, float64(s.Weights[r.token]*(level+p.lnKept-r.rho)))
}

func flowOut(s State, r place, level float64) float64 {
	return max(0, float64(s.Weights[r.token]*(r.rho-level)))
}
