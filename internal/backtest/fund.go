package backtest

import "math"

// fund is a portfolio that is rebalanced to the pool's weights at each step at market prices, and pays
// a spread on what it trades.
type fund struct {
	values []float64
	sum    float64 // sum of the values
	spread float64 // as a share of the value traded
	paid   float64
	shares []float64 // the weights, divided by their sum
}

func (f *fund) begin(values []float64) {
	f.values = append(f.values[:0], values...)
	f.sum = f.value()
}

func (f *fund) value() (sum float64) {
	for _, v := range f.values {
		sum += v
	}
	return sum
}

// rebalance sets the values to the shares, less the cost.
func (f *fund) rebalance() {
	value, cost := f.sum, 0.0
	if f.spread > 0 {
		cost = float64(float64(f.turned()/2) * f.spread)
	}
	f.paid += cost
	for i, share := range f.shares {
		f.values[i] = float64((value - cost) * share)
	}
}

// turned is the value bought plus the value sold.
func (f *fund) turned() (sum float64) {
	for i, share := range f.shares {
		sum += math.Abs(float64(f.sum*share) - f.values[i])
	}
	return sum
}

// share sets the shares. During a change the weights need not sum to one.
func (f *fund) share(weights []float64) {
	f.shares = f.shares[:0]
	whole := 0.0
	for _, w := range weights {
		whole += w
	}
	for _, w := range weights {
		f.shares = append(f.shares, float64(w/whole))
	}
}
