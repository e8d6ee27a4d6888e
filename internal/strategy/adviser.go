package strategy

import (
	"math"
	"slices"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Adviser decides by a signal. It is shown each row when it has come, and so cannot know
// a later one. It is not safe for several goroutines.
type Adviser struct {
	tokens                     int
	every, lag, lookback, twap int64 // seconds
	duration                   int64
	least, most                float64 // weights
	maxChange, minChange       float64 // points a day, points
	deviation                  float64
	base                       []float64
	rule                       rule

	next   int64     // when it decides again
	times  []int64   // of the rows that it may still use
	prices []float64 // a row after the other
	other  []float64
	target []float64
}

// The reasons for doing nothing.
const (
	TooEarly   = "not enough price data yet"
	MinChange  = "min_change"
	Deviation  = "max_deviation"
	SameTarget = "the weights are already at the target"
)

// See notes the prices of a time, the pool's tokens first.
func (a *Adviser) See(at int64, row []float64) {
	if a.other == nil {
		a.other, a.target = make([]float64, a.tokens), make([]float64, a.tokens)
	}
	oldest := at - a.lag - max(a.lookback, a.twap) - max(a.twap, a.every)
	if k := a.last(oldest); k > len(a.times)/2 {
		a.times = a.times[:copy(a.times, a.times[k:])]
		a.prices = a.prices[:copy(a.prices, a.prices[k*a.tokens:])]
	}
	a.times, a.prices = append(a.times, at), append(a.prices, row[:a.tokens]...)
}

// Lag is how long ago the newest price is that it uses.
func (a *Adviser) Lag() int64 { return a.lag }

// Reach is how long a row counts before a decision, in seconds, and how long one more row at a
// decision has an effect on the pool: until no decision sees it, and until the change of the first
// one that does not is done.
func (a *Adviser) Reach() (back, on int64) {
	back = a.lag + max(a.lookback, a.twap) + max(a.twap, a.every)
	return back, back + a.every + a.duration
}

// Resume lets the decisions before a time go by, but for the one that is due then.
func (a *Adviser) Resume(at int64) {
	for a.next+a.every <= at {
		a.next += a.every
	}
}

// Moved is by how much a price may be moved at a decision by prices at rest, up or down, so
// that max_deviation lets it pass: of so many rows of its mean so many are moved; 0: no bound.
func (a *Adviser) Moved(up bool, rows, moved int) float64 {
	if a.deviation == 0 || rows < 1 {
		return 0
	}
	off := a.deviation
	if !up {
		off = -off
	}
	left := 1 - float64((1+off)*float64(min(rows, moved)))/float64(rows)
	if left <= 0 {
		return 0
	}
	return math.Abs(off / left)
}

// Mean is how long the mean is that prices are taken from, in seconds; 0: none.
func (a *Adviser) Mean() int64 { return a.twap }

// Due says whether it decides at that time.
func (a *Adviser) Due(at int64) bool { return at >= a.next }

// Advise returns what the owner has to do now, or why nothing. Weights move from where they
// are at that time, and a running change is cut short.
func (a *Adviser) Advise(now *ops.Snapshot) (op ops.Operation, reason string, err error) {
	at := int64(now.Block.Time)
	a.pass(at)
	known := at - a.lag
	if a.twap > 0 && !a.knows(known-a.twap) || !a.rule(a, known, a.target) {
		return nil, TooEarly, nil
	}
	if a.deviates(known) {
		return nil, Deviation, nil
	}
	weights := a.bounded(now)
	if weights == nil {
		return nil, MinChange, nil
	}
	end := now.Block.Time + units.Time(a.duration)
	return ops.UpdateWeights{Start: now.Block.Time, End: end, Weights: weights}, "", nil
}

// last is the newest row that is not later than t; -1 where there is none.
func (a *Adviser) last(t int64) int {
	i, found := slices.BinarySearch(a.times, t)
	if found {
		return i
	}
	return i - 1
}

func (a *Adviser) knows(t int64) bool { return a.last(t) >= 0 }

func (a *Adviser) at(row, token int) float64 { return a.prices[row*a.tokens+token] }

// price is what the oracle says at the time t.
func (a *Adviser) price(t int64, into []float64) bool {
	row := a.last(t)
	if row < 0 {
		return false
	}
	if a.twap > 0 { // a mean of less than all of its time is easily moved
		return a.knows(t-a.twap) && a.mean(t-a.twap, t, into)
	}
	copy(into, a.prices[row*a.tokens:])
	return true
}

// mean is the mean of the rows after from and until to.
func (a *Adviser) mean(from, to int64, into []float64) bool {
	first, last := a.last(from)+1, a.last(to)
	if last < 0 || first > last {
		return false
	}
	for i := range into {
		var sum float64
		for k := first; k <= last; k++ {
			sum += a.at(k, i)
		}
		into[i] = float64(sum / float64(last-first+1))
	}
	return true
}

// deviates says whether a price is farther from its mean than the guard allows.
func (a *Adviser) deviates(t int64) bool {
	if a.deviation == 0 || !a.mean(t-a.twap, t, a.other) {
		return false
	}
	row := a.last(t)
	for i, mean := range a.other {
		if off := float64(a.at(row, i)/mean) - 1; off > a.deviation || -off > a.deviation {
			return true
		}
	}
	return false
}
