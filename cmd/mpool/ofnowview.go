package main

import (
	"slices"
	"strings"

	"mpool/internal/ops"
)

// ofNowView are the numbers of a plan that are those of the moment when it was made,
// and how far each may move before the plan is stale.
type ofNowView struct {
	Tolerance ops.Fixed    `json:"tolerance"` // as a share of what was planned
	Figures   []ops.Figure `json:"figures"`
}

// keyTolerance is the setting of how far they may move.
const keyTolerance = "tolerance"

// newOfNowView is nil where a plan has none.
func newOfNowView(plan *ops.Plan) *ofNowView {
	if len(plan.Figures) == 0 || len(plan.Calls) == 0 || plan.Refused() {
		return nil
	}
	v := &ofNowView{plan.Tolerance, plan.Figures}
	if v.Tolerance == (ops.Fixed{}) {
		v.Tolerance = ops.DefaultTolerance()
	}
	return v
}

func (v *ofNowView) text(p *page) {
	p.line("")
	p.line("of now, and where one moves by more than %s before this is sent, the plan is stale:", shortPercent(v.Tolerance))
	var said []string
	for _, f := range v.Figures {
		said = append(said, clean(f.Name, textWidth)+" "+shortAmount(f.Planned)+" "+clean(f.Unit, symbolWidth))
	}
	const perLine = 3
	for line := range slices.Chunk(said, perLine) {
		p.line("  %s", strings.Join(line, ", "))
	}
}
