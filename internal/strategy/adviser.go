package strategy

import (
	"math"
	"slices"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Adviser decides by a signal. It is shown each row as it comes, so it cannot know a later one. It is
// not safe for several goroutines.
type Adviser struct {
	tokens                     int
	every, lag, lookback, twap int64 // seconds
	duration                   int64
	least, most                float64 // bounds of weights
	maxChange, minChange       float64 // points per day; points
	deviation                  float64
	base                       []float64
	rule                       rule

	next   int64     // time of the next decision
	times  []int64   // of the rows that it can still need
	prices []float64 // row after row
	other  []float64
	target []float64
}

// Reasons for doing nothing.
const (
	TooEarly   = "not enough price data yet"
	MinChange  = "min_change"
	Deviation  = "max_deviation"
	SameTarget = "the weights are already at the target"
)

// See stores the prices of a time, the pool's tokens first.
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

// Lag is the age in seconds of the newest price that it uses.
func (a *Adviser) Lag() int64 { return a.lag }

// Reach returns in seconds how long a row counts before a decision, and how long one more row at a
// decision affects the pool: until no decision sees the row, and the first change made without it is
// done.
func (a *Adviser) Reach() (back, on int64) {
	back = a.lag + max(a.lookback, a.twap) + max(a.twap, a.every)
	return back, back + a.every + a.duration
}

// Resume skips the decisions before a time, except the one that is due then.
func (a *Adviser) Resume(at int64) {
	for a.next+a.every <= at {
		a.next += a.every
	}
}

// Moved is the largest relative move of a price, up or down, that max_deviation accepts after constant
// prices. rows is the number of rows in the mean, and moved the number of moved ones. 0: no bound.
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

// Mean is the length of the oracle's mean in seconds; 0: none.
func (a *Adviser) Mean() int64 { return a.twap }

// Due says whether it decides at that time.
func (a *Adviser) Due(at int64) bool { return at >= a.next }

// Advise returns the owner's operation, or the reason for none. Weights move from their current
// values; a running change is cut short.
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

// last is the index of the newest row at or before t; -1 without one.
func (a *Adviser) last(t int64) int {
	i, found := slices.BinarySearch(a.times, t)
	if found {
		return i
	}
	return i - 1
}

func (a *Adviser) knows(t int64) bool { return a.last(t) >= 0 }

func (a *Adviser) at(row, token int) float64 { return a.prices[row*a.tokens+token] }

// price is the oracle's price at the time t; false if it is not known.
func (a *Adviser) price(t int64, into []float64) bool {
	row := a.last(t)
	if row < 0 {
		return false
	}
	if a.twap > 0 { // a mean over only a part of its time would be easy to move
		return a.knows(t-a.twap) && a.mean(t-a.twap, t, into)
	}
	copy(into, a.prices[row*a.tokens:])
	return true
}

// mean is the mean of the rows after from, up to and including to.
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

// deviates says whether a price is further from its mean than the guard allows.
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
