package exposure

import (
	"errors"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Exposed is what a plan lets strangers take, by part. Shares are of the pool's value, rounded up.
type Exposed struct {
	Now    Exposure    // in the pool before the plan
	Window Exposure    // between the plan's transactions
	End    Exposure    // in the pool after the plan
	Gift   units.Fixed // for anyone who joins before the plan and exits after it
	Pushed Pushed      // by trades before and after balances jump
	Market Market
	States []Visible
}

// worthAWord is the share above which an end state or a gift gets a warning: 0.01 %.
func worthAWord() units.Fixed { return units.FixedFrom(100_000_000_000_000) }

// exposed computes a plan's exposure. A plan that changes nothing has none.
func exposed(before *ops.Snapshot, plan *ops.Plan) (x Exposed, err error) {
	now, err := before.At(plan.At)
	if err != nil {
		return x, err
	}
	x.States = visibleStates(now, plan)
	x.Market = marketOf(x.States, plan.Operation)
	last := len(x.States) - 1
	if x.Now, err = ExposureOf(x.States[:1], x.Market); err != nil {
		return x, err
	}
	if x.End, err = ExposureOf(x.States[last:], x.Market); err != nil {
		return x, err
	}
	ends, err := ExposureOf([]Visible{x.States[0], x.States[last]}, x.Market)
	if err != nil {
		return x, err
	}
	x.Gift = ends.Held
	if x.Pushed, err = pushes(plan, x.States, standings(x.States, x.Market)); err != nil {
		return x, err
	}
	x.Window, err = x.between()
	return x, err
}

// between is the exposure of the states between the transactions, beyond that of the pool before
// and after the plan. It counts trades in these states, and holding BPT for more than the plan's
// own rise from start to end.
func (x *Exposed) between() (Exposure, error) {
	none := Exposure{Worst: -1, Join: -1, Leave: -1}
	last := len(x.States) - 1
	if last < 2 {
		return none, nil
	}
	inner, err := ExposureOf(x.States[1:last], x.Market)
	if err != nil {
		return none, err
	}
	row := standings(x.States, x.Market)
	held, join, leave := bestHold(x.States, row)
	held.Sub(held, heldGain(x.States, row, 0, last))
	w := Exposure{Within: over(inner.Within, x.Now.Within), Held: shareUp(held, leastValue(row)), Worst: inner.Worst, Join: join, Leave: leave}
	if w.Worst >= 0 {
		w.Worst++
	}
	w.Total = capped(w.Within, w.Held)
	return w, nil
}

// over is a - b, or zero if b is larger.
func over(a, b units.Fixed) units.Fixed { return units.Fall(a, b) }

// capped is a + b, at most one.
func capped(a, b units.Fixed) units.Fixed {
	var sum uint256.Int
	one := units.FixedOne()
	if sum.Add(a.Int(), b.Int()); sum.Gt(one.Int()) {
		return one
	}
	return units.Fixed(sum)
}

// Check reports what strangers could take between a plan's transactions, and from the pool after
// it. It stores the increase of the latter in plan.Exposes, for the policies. What it cannot
// compute is a finding, never a zero.
func Check(before *ops.Snapshot, plan *ops.Plan) []ops.Finding {
	if len(plan.Calls) == 0 || plan.Refused() || len(plan.After) == 0 || ops.ByAnyone(plan.Operation) {
		return nil
	}
	if found := leavesDust(before, plan.Predicted); len(found) > 0 {
		return found
	}
	x, err := exposed(before, plan)
	late := x.sayLate()
	switch {
	case errors.Is(err, ErrNoValue) && ops.HoldsNothing(before.Tokens) && ops.HoldsNothing(plan.Predicted.Tokens):
		return nil // there is nothing to take
	case err != nil && len(plan.Calls) > 1 && !errors.Is(err, ErrNoValue):
		return append(late, ops.Finding{Severity: ops.Refuse, Code: exposureUnknown, Summary: "mpool could not compute what strangers could take between the calls", Detail: err.Error(), Hint: "use one Safe as pool owner and asset manager: it makes all calls in one transaction"})
	case err != nil:
		return append(late, ops.Finding{Severity: ops.Warn, Code: exposureUnknown, Summary: "mpool could not check against the market what strangers could take", Detail: err.Error()})
	}
	if more := over(x.endWithin(), x.Now.Within); units.IsAbove(more, ops.Noise()) {
		plan.Exposes = &more
	}
	return append(late, x.findings(plan)...)
}

// endWithin is the share that trades can take from the pool after the plan, also with trades before
// it. If the pool then has almost none of a token, no price of that token is known, and the share
// is one.
func (x *Exposed) endWithin() units.Fixed {
	if x.opensDust() {
		return units.FixedOne()
	}
	return *units.LargerOf(&x.End.Within, &x.Pushed.Down)
}

// opensDust says whether the plan opens a pool that anyone can empty.
func (x *Exposed) opensDust() bool {
	_, was := ops.OpenBy(x.States[0].State)
	_, is := ops.OpenBy(x.States[len(x.States)-1].State)
	return is && !was && x.swapsCome()
}

// swapsCome says whether the plan enables swaps.
func (x *Exposed) swapsCome() bool {
	return !x.States[0].State.Pool.SwapsOpen() && x.States[len(x.States)-1].State.Pool.SwapsOpen()
}

func (x *Exposed) findings(plan *ops.Plan) []ops.Finding {
	var found []ops.Finding
	found = append(found, x.sayNow()...)
	found = append(found, x.sayWindow(plan)...)
	found = append(found, x.sayOpens()...)
	found = append(found, x.sayEnd(plan)...)
	found = append(found, x.sayGift(plan)...)
	found = append(found, x.sayPush()...)
	found = append(found, x.sayValue()...)
	found = append(found, x.sayUnchecked(plan)...)
	return append(append(found, x.sayShutOut()...), x.sayUnknown()...)
}
