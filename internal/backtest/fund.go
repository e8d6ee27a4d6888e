package backtest

import "math"

// fund is one that is brought to the pool's weights at each step at the market's prices,
// and pays a spread for what it trades.
type fund struct {
	values []float64
	sum    float64 // of the values
	spread float64 // of the value that changes hands
	paid   float64
	shares []float64 // the weights by their sum
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

// rebalance brings it to its shares.
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

// turned is what changes hands, both ways.
func (f *fund) turned() (sum float64) {
	for i, share := range f.shares {
		sum += math.Abs(float64(f.sum*share) - f.values[i])
	}
	return sum
}

// share takes on weights, which need not sum to one while they change.
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
