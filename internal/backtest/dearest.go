package backtest

// dearest keeps the pool as it was when each swap of a profile cost the most. For a swap of a share of a
// token's balance, only the fee and the ratio of the two weights matter.
type dearest struct {
	costs []float64 // by token and share: fee + ratio * share / 2, near enough to compare times
	pools []*kept
	spare *kept
}

// kept is a pool that several swaps share.
type kept struct {
	state
	swaps int
}

// see compares the current step, in which users can swap.
func (d *dearest) see(e *Engine) {
	if e.pool.SwapsDisabled || e.pool.Paused {
		return
	}
	shares := profileShares()
	if d.costs == nil {
		n := len(e.weights) * len(shares)
		d.costs, d.pools = make([]float64, n), make([]*kept, n)
	}
	first, second := heaviest(e.weights)
	var now *kept
	for i, w := range e.weights {
		against := e.weights[first]
		if i == first {
			against = e.weights[second]
		}
		for k, share := range shares {
			cost := e.fee + float64(float64(share/2)*float64(w/against))
			if at := i*len(shares) + k; cost > d.costs[at] {
				if now == nil {
					now = d.keep(e)
				}
				d.costs[at] = cost
				d.replace(at, now)
			}
		}
	}
}

// keep copies the current pool, into memory that no swap uses, if there is some.
func (d *dearest) keep(e *Engine) *kept {
	now := d.spare
	if d.spare = nil; now == nil {
		now = new(kept)
	}
	e.keep(&now.state)
	return now
}

func (d *dearest) replace(at int, now *kept) {
	if was := d.pools[at]; was != nil {
		if was.swaps--; was.swaps == 0 {
			d.spare = was
		}
	}
	now.swaps++
	d.pools[at] = now
}

// heaviest are the indices of the two largest weights.
func heaviest(weights []float64) (first, second int) {
	second = -1
	for i, w := range weights[1:] {
		switch i++; {
		case w > weights[first]:
			first, second = i, first
		case second < 0 || w > weights[second]:
			second = i
		}
	}
	return first, second
}

// slippages computes the profiles. The worst row of a swap is that of its largest cost, of those that
// the pool does not refuse.
func (m *meter) slippages(ended *state, unit []float64) Slippages {
	s := Slippages{Start: m.opened.profile(unit), End: ended.profile(unit)}
	for i, worst := range s.Start.Rows {
		for _, other := range []Slippage{m.dearest.row(worst, i, unit), s.End.Rows[i]} {
			if other.Refused == "" && (worst.Refused != "" || other.Cost > worst.Cost) {
				worst = other
			}
		}
		s.Worst.Rows = append(s.Worst.Rows, worst)
	}
	dearest := s.Worst.Rows[0]
	for _, row := range s.Worst.Rows {
		if row.Cost > dearest.Cost {
			dearest = row
		}
	}
	s.Worst.At = dearest.At
	return s
}

// row is a swap of a profile at its dearest time; the row itself if there is none.
func (d *dearest) row(of Slippage, index int, unit []float64) Slippage {
	if d.pools == nil || d.pools[index/2] == nil {
		return of
	}
	s := &d.pools[index/2].state
	return s.slippage(of.Token, s.heaviestBeside(of.Token), of.Share, of.Side == "buy", unit)
}
