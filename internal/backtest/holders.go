package backtest

import "mpool/internal/ops"

// Holders is what LPs have at the end: the pool's value after the open arbitrage and the AUM fee.
type Holders struct {
	Value       float64 `json:"value"`
	Return      float64 `json:"return"`
	AgainstHold float64 `json:"against_hold"`
	AgainstFund float64 `json:"against_fund"`
}

// Open is the arbitrage that the last prices leave open, because swaps are off, a circuit breaker
// refuses them, or arbitrage comes late. It takes its gain when the pool allows it.
type Open struct {
	Gross float64 `json:"gross"`
	Off   float64 `json:"off"` // the largest distance of two tokens' spot price from the market, as a share
}

// leastOpen is the smallest open arbitrage that counts, as a share of the value. Less is rounding.
const leastOpen = 1e-6

// open trades a copy of the pool, without switches and circuit breakers, at the last prices.
func (e *Engine) open() (o Open, err error) {
	if e.steps == 0 {
		return o, nil
	}
	s, err := e.Snapshot()
	if err != nil {
		return o, err
	}
	s.Pool.SwapEnabled, s.Pool.Paused, s.Pool.VaultPaused = true, false, false
	s.Tokens = append([]ops.Token{}, s.Tokens...)
	for i := range s.Tokens {
		s.Tokens[i].Breaker = nil
	}
	free, err := New(s, Options{ArbEvery: 1, Gas: e.options.Gas, Dear: e.options.Dear})
	if err != nil {
		return o, err
	}
	free.reprice(e.row)
	free.reweigh()
	o.Off = apart(free.values, free.weights)
	if err := free.Step(int64(e.now), e.row); err != nil {
		return o, err
	}
	if o.Gross = free.meter.by[Arbitrageur].gain; o.Gross <= float64(leastOpen*e.Value()) {
		return Open{}, nil
	}
	return o, nil
}

// apart is the largest ratio of two tokens' values per weight, less 1. It is 0 at the market's prices.
func apart(values, weights []float64) float64 {
	least, most := float64(values[0]/weights[0]), float64(values[0]/weights[0])
	for i, v := range values {
		r := float64(v / weights[i])
		least, most = min(least, r), max(most, r)
	}
	return float64(most/least) - 1
}

// holders fills in what LPs have. supply is the actual supply in whole BPT; 0 if it is unknown.
func (r *Result) holders(supply float64) {
	h := &r.Holders
	h.Value = r.Value - r.Open.Gross
	if supply > 0 && r.AumFee.Bpt > 0 {
		h.Value -= float64(h.Value * float64(r.AumFee.Bpt/supply))
	}
	h.Return, h.AgainstHold, h.AgainstFund = float64(h.Value/r.ValueStart)-1, float64(h.Value/r.Hold)-1, float64(h.Value/r.Fund)-1
}
