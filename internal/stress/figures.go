package stress

import (
	"sync"

	"mpool/internal/backtest"
)

// figures has the results of all paths, but only the figures of the summary, so that a million paths
// take 40 MB.
type figures struct {
	value, grown, hold, fall, weights []float64

	lock           sync.Mutex
	trips, refused int
}

func newFigures(paths int) *figures {
	f := &figures{}
	for _, list := range []*[]float64{&f.value, &f.grown, &f.hold, &f.fall, &f.weights} {
		*list = make([]float64, paths)
	}
	return f
}

// add records a path. It is safe for several goroutines.
func (f *figures) add(path int, r *backtest.Result) {
	f.value[path], f.grown[path] = r.Holders.Value, r.Holders.Return
	f.hold[path], f.fall[path] = r.Holders.AgainstHold, r.Drawdown
	f.weights[path] = float64(r.ReweightCost / r.ValueStart)
	f.lock.Lock()
	defer f.lock.Unlock()
	f.trips += len(r.Trips)
	f.refused += r.Arbitrage.Refused + r.Retail.Refused
}

func (f *figures) outcome(s Scenario, seed uint64) *Outcome {
	o := &Outcome{Scenario: s.Text, Paths: len(f.value), Trips: f.trips, Refused: f.refused}
	for i, v := range f.value {
		if v < f.value[o.Worst] {
			o.Worst = i
		}
	}
	o.WorstSeed = seed + uint64(o.Worst)
	for into, of := range map[*Quantiles][]float64{&o.Value: f.value, &o.Return: f.grown, &o.Hold: f.hold, &o.Drawdown: f.fall, &o.Reweight: f.weights} {
		*into = quantiles(of, seed)
	}
	return o
}
