package backtest

import (
	"mpool/internal/units"
)

// byTrades runs a change at constant prices from one trade to the next. While weights move evenly and
// nobody trades, a trade that pays once continues to pay, so it need not look at the blocks between
// two trades. It returns false if prices or the fee move, if gas is free, or if there are too many
// trades.
func (c Change) byTrades() (ChangeCost, bool, error) {
	ramp := c.Pool.Fees.SwapFeeRamp
	if begin := c.Pool.Block.Time; !c.still() || c.Gas == 0 || ramp.Running(begin) || ramp.Pending(begin) {
		return ChangeCost{}, false, nil
	}
	e, err := c.engine()
	if err != nil {
		return ChangeCost{}, false, err
	}
	s := search{engine: e, at: c.Pool.Block.Time, step: max(c.Interval, 1), end: c.End, gap: 1}
	prices := FairPrices(c.Pool)
	for {
		if err := e.Step(int64(s.at), prices); err != nil {
			return ChangeCost{}, false, err
		}
		if s.at >= s.end {
			cost, err := c.costOf(e, s.step)
			cost.Steps = int((c.End-c.Pool.Block.Time+s.step-1)/s.step) + 1
			return cost, err == nil, err
		}
		s.next()
		if s.looked > c.MostSteps {
			return ChangeCost{}, false, nil
		}
	}
}

// search moves from one step in which a trade pays to the next.
type search struct {
	engine        *Engine
	at, step, end units.Time
	gap           units.Time // steps between the last two trades
	looked        int
}

// next moves to the first step in which a trade pays, or to the end. It starts to search at the length
// of the last gap.
func (s *search) next() {
	low, high := units.Time(0), s.gap
	for ; !s.pays(high); high *= 2 {
		low = high
	}
	if near := high - max(1, high/8); near > low {
		if s.pays(near) {
			high = near
		} else {
			low = near
		}
	}
	for high-low > 1 {
		if middle := (low + high) / 2; s.pays(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	s.gap, s.at = high, min(s.at+high*s.step, s.end)
}

// pays says whether a trade pays the given number of steps from now, or whether the change has ended
// by then.
func (s *search) pays(steps units.Time) bool {
	s.looked++
	at := s.at + steps*s.step
	return at >= s.end || s.engine.pays(uint64(at))
}

// pays says whether arbitrage would trade at a later time if nothing happens until then.
func (e *Engine) pays(at uint64) bool {
	now := e.now
	e.now = at
	e.reweigh()
	some := len(e.planner.Plan(e.state(e.weights), e.gas())) > 0
	e.now, e.fixed = now, false
	return some
}
