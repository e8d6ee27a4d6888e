package arb

// apart is the relative distance that all other values by weight must keep from the lowest and the
// highest, so that their logarithms have the same order.
const apart = 1e-12

// pair is the trade of the lowest and the highest token alone. sure says that it earns more than
// any larger set, whose other tokens earn at most what tooDear noted, minus a hop each. Then no
// other logarithm and no sorting is needed. The result is the one that widen would find.
func (p *Planner) pair(s State, gas Gas, low, high int) (level, profit float64, sure bool) {
	bottom, top := p.ratios[low]+float64(apart*p.ratios[low]), p.ratios[high]-float64(apart*p.ratios[high])
	most, above := 0.0, 0.0 // of the other tokens
	for i, r := range p.ratios {
		g := p.gains[i]
		if i == low || i == high {
			continue
		}
		if r <= bottom || r >= top {
			return 0, 0, false
		}
		most = max(most, g)
		above += max(0, g-gas.Hop)
	}
	p.keep(s.Fee)
	var best set
	best.takeIn(s, place{ln(p.ratios[low]), low}, p)
	best.takeOut(s, place{ln(p.ratios[high]), high}, p)
	best.level = float64(best.sum / best.weight)
	if most <= gas.Hop {
		above = most - gas.Hop // a larger set has at least one of them
	}
	larger := best.most - best.cost(gas) + above
	profit = best.profit()
	earns := profit - best.cost(gas)
	return best.level, profit, earns > 0 && earns > larger+p.slack
}

// swap is the one hop of a pair.
func (p *Planner) swap(s State, low, high int, level float64) []Hop {
	p.pieces.clear()
	flow := p.flowIn(s, place{ln(p.ratios[low]), low}, level)
	p.pieces.add(low, high, true, float64(flow/s.Weights[low]))
	p.hops = p.pieces.hops(p.hops, s)
	return p.hops
}
