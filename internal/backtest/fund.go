package backtest

import "math"

// fund is one that is brought to the pool's weights at each step at the market's prices,
// and pays a spread for what it trades.
type fund struct {
	values []float64
	spread float64 // of the value that changes hands
	paid   float64
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
	value, whole := f.value(), 0.0
	for _, w := range weights {
		whole += w
	}
	turned := 0.0
	for i, w := range weights {
		turned += math.Abs(float64(value*float64(w/whole)) - f.values[i])
	}
	cost := float64(float64(turned/2) * f.spread)
	f.paid += cost
	for i, w := range weights {
		f.values[i] = float64((value - cost) * float64(w/whole))
	}
}
