package rehearsal

import (
	"mpool/internal/arbcost"
	"mpool/internal/fork"
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
	for _, c := range list[tried:] {
		n := report.NotTried{Operation: c.name(), Source: c.source()}
		if c.blamed && stop != nil {
			n.Why = text.Clean(stop.Error(), text.MessageWidth)
		}
		v.NotTried = append(v.NotTried, n)
	}
	return v
}
