package ops

import (
	"fmt"
	"math/big"

	"mpool/internal/units"
)

// Some numbers of a plan are from the moment of planning, such as prices, supplies and balances.
// They change until the plan is sent, but the calls do not. mpool calls such a number a current
// figure. A plan is stale if one has moved by more than a tolerance.
//
// The weights of a freeze are not current figures. A freeze has its own tolerance, the window in
// which it may be mined, and it is the more urgent the more the weights move.

// OfNow is implemented by operations with numbers that depend on the state at planning.
type OfNow interface {
	// OfNow lists these numbers as planned and as they would be in this state. It omits those whose
	// calls are done.
	OfNow(now *Snapshot) []Figure
}

// Figure is a number from the moment of planning.
type Figure struct {
	Name    string       `json:"name"` // such as "the fair mint"; the same in each plan
	Planned units.Amount `json:"planned"`
	Now     units.Amount `json:"now"` // in the state that the plan starts from
	Unit    string       `json:"unit"`
}

// InUnit adds the figure's unit to an amount: "5 BPT", but "0.3%".
func (f Figure) InUnit(amount string) string {
	if f.Unit == "%" {
		return amount + "%"
	}
	return amount + " " + f.Unit
}

// DefaultTolerance is the tolerance if the user sets none: 1 %.
func DefaultTolerance() units.Fixed { return units.FixedFrom(10_000_000_000_000_000) }

// FiguresOf are the figures of an operation in a state.
func FiguresOf(op Operation, now *Snapshot) []Figure {
	if has, is := op.(OfNow); is {
		return has.OfNow(now)
	}
	return nil
}

// Beyond says whether the figure has moved by more than the tolerance, as a share of the planned
// number.
func (f Figure) Beyond(tolerance units.Fixed) bool {
	planned, now := f.Planned.Raw.ToBig(), f.Now.Raw.ToBig()
	apart := now.Sub(now, planned)
	apart.Abs(apart).Mul(apart, units.Unit())
	return apart.Cmp(planned.Mul(planned, units.RawOf(tolerance))) > 0
}

// MovedBy is the change as a percentage of the planned number, rounded up to four places.
func (f Figure) MovedBy() string {
	if f.Planned.Raw.IsZero() {
		return "all"
	}
	planned, now := f.Planned.Raw.ToBig(), f.Now.Raw.ToBig()
	apart := now.Sub(now, planned)
	apart.Abs(apart).Mul(apart, big.NewInt(1_000_000))
	return units.BigDecimal(units.CeilDiv(apart, planned), 4) + "%"
}

// MovedFigures lists the figures that have moved too far since the plan, by a later plan of the same operation.
// The earlier plan sets the tolerance. Once calls are done, only operations with doors know which figures
// are still to come.
func (p *Plan) MovedFigures(fresh *Plan) []string {
	if _, shuts := p.Operation.(Doored); len(fresh.Calls) < len(p.Calls) && !shuts {
		return nil
	}
	tolerance := p.Tolerance
	if tolerance == (units.Fixed{}) {
		tolerance = DefaultTolerance()
	}
	var reasons []string
	for _, f := range fresh.Figures {
		if f.Beyond(tolerance) {
			reasons = append(reasons, fmt.Sprintf("%s is %s now, but was planned with %s: it has moved by %s, more than the tolerance of %s", f.Name, f.InUnit(f.Now.String()), f.Planned, f.MovedBy(), tolerance.Percent()))
		}
	}
	return reasons
}
