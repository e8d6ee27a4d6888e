package policy

import (
	"slices"

	"mpool/internal/ops"
	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// waiting is a weight change that waits to be executed. Its start weights are those at its execution:
// until then another change may move them.
type waiting struct {
	before   *ops.Snapshot // nil if the weights stay until then
	move     weightcost.Move
	interval units.Time
	from, to units.Time // the time of planning, and its end
	starts   units.Time // its start; from if it starts at once
}

// waitingOf is a plan's weight change. Calls of the plan before it can set other weights; then no other
// change goes on.
func (p Policies) waitingOf(before *ops.Snapshot, plan *ops.Plan, end units.Time) (waiting, error) {
	w := waiting{move: *plan.Moves, interval: p.Interval, from: plan.At, to: end, starts: end - min(end, plan.Moves.Length)}
	if before == nil || before.Weights.End <= plan.At {
		return w, nil
	}
	now, err := before.At(plan.At)
	if err != nil {
		return w, err
	}
	if slices.Equal(weightsOf(now), w.move.From) {
		w.before = before
	}
	return w, nil
}

func weightsOf(s *ops.Snapshot) (list []units.Fixed) {
	for _, token := range s.Tokens {
		list = append(list, token.Weight)
	}
	return list
}

// at is the cost if it is executed at a time.
func (w waiting) at(t units.Time) (units.Fixed, error) {
	move := w.move
	move.Length = w.to - min(w.to, max(t, w.starts))
	if w.before != nil {
		then, err := w.before.At(t)
		if err != nil {
			return units.Fixed{}, err
		}
		move.From = weightsOf(then)
	}
	return move.Cost(move.Steps(w.interval))
}

// times are the times between which the cost has no larger value than at one of both, because it is
// convex there: the weights move evenly, and the remaining time falls evenly.
func (w waiting) times() []units.Time {
	list := []units.Time{w.to}
	if w.before == nil {
		return list
	}
	for _, t := range []units.Time{w.starts, w.before.Weights.Start, w.before.Weights.End} {
		if w.from < t && t < w.to {
			list = append(list, t)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// worst is the time after planning at which it costs most. If several times cost the same, it is the last.
func (w waiting) worst() (when units.Time, most units.Fixed, err error) {
	for _, t := range w.times() {
		cost, err := w.at(t)
		if err != nil {
			return 0, most, err
		}
		if !cost.Int().Lt(most.Int()) {
			when, most = t, cost
		}
	}
	return when, most, nil
}

// until is the latest time by which it stays within a limit; zero if there is none.
func (w waiting) until(limit units.Fixed) (units.Time, error) {
	if w.before == nil {
		least, found, err := w.move.LeastLength(limit, w.interval)
		if err != nil || !found || least >= w.to {
			return 0, err
		}
		return w.to - least, nil
	}
	last := w.from
	for _, t := range append([]units.Time{w.from}, w.times()...) {
		cost, err := w.at(t)
		switch {
		case err != nil:
			return 0, err
		case cost.Int().Gt(limit.Int()):
			return w.lastBetween(last, t, limit)
		}
		last = t
	}
	return last, nil
}

// lastBetween is the latest time within the limit, which good is and bad is not.
func (w waiting) lastBetween(good, bad units.Time, limit units.Fixed) (units.Time, error) {
	for good+1 < bad {
		middle := good + (bad-good)/2
		cost, err := w.at(middle)
		if err != nil {
			return 0, err
		}
		if cost.Int().Gt(limit.Int()) {
			bad = middle
		} else {
			good = middle
		}
	}
	return good, nil
}
