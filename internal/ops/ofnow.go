package ops

import (
	"fmt"
	"math/big"

	"mpool/internal/units"
)

// Some of a plan's numbers are those of the moment when it was made: prices, supplies and
// balances move, and what is sent does not. Such a number is a current figure, and a plan
// is stale if one has moved by more than a tolerance.
//
// The weights of a freeze are not among them: a freeze has a tolerance of its own, the
// window in which it may be mined, and the more the weights move the more it is wanted.

// OfNow is implemented by operations that hold numbers of the pool of when they were
// made.
type OfNow interface {
	// OfNow lists them as the operation has them and as they would be in this
	// state, of what is still to be done.
	OfNow(now *Snapshot) []Figure
}

// Figure is a number of the moment of planning.
type Figure struct {
	Name    string       `json:"name"` // "the fair mint", and the same at each planning
	Planned units.Amount `json:"planned"`
	Now     units.Amount `json:"now"` // as it would be in the state that the plan rests on
	Unit    string       `json:"unit"`
}

// InUnit is an amount with the figure's unit, as people write it: 5 BPT, but 0.3%.
func (f Figure) InUnit(amount string) string {
	if f.Unit == "%" {
		return amount + "%"
	}
	return amount + " " + f.Unit
}

// DefaultTolerance is how far a figure may move where nobody says.
func DefaultTolerance() units.Fixed { return units.FixedFrom(10_000_000_000_000_000) }

// figuresOf are those of an operation in a state.
func figuresOf(op Operation, now *Snapshot) []Figure {
	if has, is := op.(OfNow); is {
		return has.OfNow(now)
	}
	return nil
}

// beyond says whether the figure has moved by more than the tolerance, a share of
// what was planned.
func (f Figure) beyond(tolerance units.Fixed) bool {
	planned, now := f.Planned.Raw.ToBig(), f.Now.Raw.ToBig()
	apart := now.Sub(now, planned)
	apart.Abs(apart).Mul(apart, units.Unit())
	return apart.Cmp(planned.Mul(planned, units.RawOf(tolerance))) > 0
}

// moved is how far, in percent rounded up to four places.
func (f Figure) moved() string {
	if f.Planned.Raw.IsZero() {
		return "all"
	}
	planned, now := f.Planned.Raw.ToBig(), f.Now.Raw.ToBig()
	apart := now.Sub(now, planned)
	apart.Abs(apart).Mul(apart, big.NewInt(1_000_000))
	return units.BigDecimal(units.CeilDiv(apart, planned), 4) + "%"
}

// driftedFrom are the reasons for which an earlier plan is stale: figures that the
// later one has elsewhere. The tolerance is that of the earlier one.
func driftedFrom(earlier, fresh *Plan) []string {
	tolerance := earlier.Tolerance
	if tolerance == (units.Fixed{}) {
		tolerance = DefaultTolerance()
	}
	var reasons []string
	for _, f := range fresh.Figures {
		if f.beyond(tolerance) {
			reasons = append(reasons, fmt.Sprintf("%s is %s now, but was planned with %s: it has moved by %s, more than the tolerance of %s", f.Name, f.InUnit(f.Now.String()), f.Planned, f.moved(), tolerance.Percent()))
		}
	}
	return reasons
}
