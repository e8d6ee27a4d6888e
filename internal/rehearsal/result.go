package rehearsal

import (
	"mpool/internal/arbcost"
	"mpool/internal/fork"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/report"
	"mpool/internal/text"
)

// NewReportView returns the report of a run that tried the first candidates of list. stop is the error
// that ended the run early; nil if it ended by itself.
func NewReportView(r *fork.Result, list []*candidate, stop error) *report.View {
	v := &report.View{Result: r, Prices: []*arbcost.Cost{}, Overrides: [][]planview.Overridden{}, Costs: []*planview.Cost{}, NotTried: []report.NotTried{}, Stop: stop}
	if stop != nil {
		v.Stopped = stop.Error()
	}
	if stop != nil && r.Verdict == fork.OK {
		r.Verdict = fork.Stopped // results so far are not a verdict
	}
	tried := min(len(r.Steps), len(list))
	for i, c := range list[:tried] {
		v.Prices = append(v.Prices, c.price)
		v.Overrides = append(v.Overrides, c.overridden(r.Steps[i].Plan))
		c.inFields(r.Steps[i].Plan)
	}
	keepRemaining(r.Steps[:tried], list)
	for _, c := range list[tried:] {
		n := report.NotTried{Operation: c.name(), Source: c.source()}
		if c.blamed && stop != nil {
			n.Why = text.Clean(stop.Error(), text.MessageWidth)
		}
		v.NotTried = append(v.NotTried, n)
	}
	return v
}

// keepRemaining omits findings about a state that a later operation changes again, if there is no wait
// between the two.
func keepRemaining(steps []fork.Step, list []*candidate) {
	for i := range steps {
		for j := i + 1; j < len(steps) && list[j].wait == (waiting{}); j++ {
			if steps[i].Plan != nil && steps[j].Plan != nil && steps[j].Pool.Address == steps[i].Pool.Address && steps[j].After != nil {
				steps[i].Plan.Findings = ops.Remaining(steps[i].Plan.Findings, steps[j].Plan.Predicted)
			}
		}
	}
}
