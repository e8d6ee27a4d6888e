package backtest

// Sample is the state of a run at a time. Sums are from the start on.
type Sample struct {
	At         int64
	Value      float64
	Hold       float64
	Rebalanced float64
	Fund       float64 // of the fund that pays a spread
	LVR        float64
	Arbitrage  float64 // gross gain
	Gas        float64
	Fees       float64 // of all traders
	Reweight   float64
	OwnerGas   float64
	Bpt        float64 // the price of BPT; 0 without a supply
	Drawdown   float64 // from the peak so far
	Distance   float64 // the least distance to a breaker's bound in this step
	Guarded    bool    // at least one breaker has a bound
	Trades     int
	Balances   []float64 // in whole tokens
	Weights    []float64
}

// Sample is the current state of the run.
func (e *Engine) Sample() Sample {
	m := &e.meter
	s := Sample{
		At: m.last, Value: m.endValue, Hold: m.hold(e.prices), Rebalanced: m.rebalanced, Fund: m.fund.value(), LVR: m.lvr,
		Arbitrage: m.by[Arbitrageur].gain, Gas: m.gas, Reweight: m.reweight, OwnerGas: m.ownerGas, Trades: m.trades,
		Distance: m.distance, Guarded: e.guarded,
		Balances: append([]float64{}, e.amounts...), Weights: append([]float64{}, e.weights...),
	}
	for _, who := range m.by {
		s.Fees += who.fees
	}
	if m.peak > 0 {
		s.Drawdown = 1 - float64(m.endValue/m.peak)
	}
	if supply, err := e.pool.ActualSupply(e.now); err == nil && !supply.IsZero() {
		s.Bpt = float64(m.endValue / float64(float(&supply)/wholeBpt))
	}
	return s
}

// hold is the value at these prices of the tokens that the owner began with.
func (m *meter) hold(prices []float64) (sum float64) {
	for i, amount := range m.held {
		sum += float64(amount * prices[i])
	}
	return sum
}

// Recorder keeps the first sample of every Every steps, and the last one.
type Recorder struct {
	Every   int // at least 1
	Samples []Sample

	steps int
	last  bool // the newest sample is that of the last step
}

// Stepped must be called after every step.
func (r *Recorder) Stepped(e *Engine) {
	r.last = r.steps%r.Every == 0
	if r.last {
		r.Samples = append(r.Samples, e.Sample())
	}
	r.steps++
}

// End adds the last step if it is not yet recorded.
func (r *Recorder) End(e *Engine) {
	if r.steps > 0 && !r.last {
		r.Samples = append(r.Samples, e.Sample())
		r.last = true
	}
}

// Spacing is the number of steps per sample that gives at most most samples.
func Spacing(steps, most int) int { return max(1, (steps+most-1)/most) }
