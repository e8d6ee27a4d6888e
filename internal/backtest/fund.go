package backtest

import (
	"math"
	"slices"
)

// fund is one that is brought to the pool's weights at each step at the market's prices,
// and pays a spread for what it trades.
type fund struct {
	values []float64
	spread float64 // of the value that changes hands
	paid   float64
	last   []float64 // the weights by which it was rebalanced last
	shares []float64 // and each by their sum
}

func (f *fund) begin(values []float64) { f.values = append(f.values[:0], values...) }

// moved lets a price grow.
func (f *fund) moved(i int, grew float64) { f.values[i] = float64(f.values[i] * grew) }

func (f *fund) value() (sum float64) {
	for _, v := range f.values {
		sum += v
	}
	return sum
}

// rebalance brings it to the weights, which need not sum to one while they change.
func (f *fund) rebalance(weights []float64) {
	if !slices.Equal(weights, f.last) {
		f.share(weights)
	}
	value, turned := f.value(), 0.0
	for i, share := range f.shares {
		turned += math.Abs(float64(value*share) - f.values[i])
	}
	cost := float64(float64(turned/2) * f.spread)
	f.paid += cost
	for i, share := range f.shares {
		f.values[i] = float64((value - cost) * share)
	}
}

func (f *fund) share(weights []float64) {
	f.last, f.shares = append(f.last[:0], weights...), f.shares[:0]
	whole := 0.0
	for _, w := range weights {
		whole += w
	}
	for _, w := range weights {
		f.shares = append(f.shares, float64(w/whole))
	}
}
