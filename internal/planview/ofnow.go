package planview

import (
	"slices"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// OfNow holds the plan's numbers from the time of planning, and how far each may move before the
// plan is stale.
type OfNow struct {
	Tolerance units.Fixed  `json:"tolerance"` // as a share of the planned number
	Figures   []ops.Figure `json:"figures"`
}

// NewOfNow returns nil if a plan has no such numbers.
func NewOfNow(plan *ops.Plan) *OfNow {
	if len(plan.Figures) == 0 || len(plan.Calls) == 0 || plan.Refused() {
		return nil
	}
	v := &OfNow{plan.Tolerance, plan.Figures}
	if v.Tolerance == (units.Fixed{}) {
		v.Tolerance = ops.DefaultTolerance()
	}
	return v
}

func (v *OfNow) Text(p *text.Page) {
	p.Line("")
	p.Line("current numbers (the plan becomes stale if one moves by more than %s):", text.Percent(v.Tolerance))
	var said []string
	for _, f := range v.Figures {
		f.Unit = text.Clean(f.Unit, text.NameWidth)
		said = append(said, text.Clean(f.Name, text.LineWidth)+" "+f.InUnit(text.Amount(f.Planned)))
	}
	const perLine = 3
	for line := range slices.Chunk(said, perLine) {
		p.Line("  %s", strings.Join(line, ", "))
	}
}
