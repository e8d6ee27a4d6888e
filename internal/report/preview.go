package report

import (
	"fmt"

	"mpool/internal/arbcost"
	"mpool/internal/chart"
	"mpool/internal/failure"
	"mpool/internal/fork"
	"mpool/internal/network"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/text"
)

// Preview is the report of a plan that was not mined: its view, and charts of the prediction.
type Preview struct {
	plan    *planview.View
	step    fork.Step
	failed  *failure.Failure // why it cannot be sent; nil: it can
	columns int
}

// NewPreview computes what changes after a plan. failed is the reason why it cannot be sent.
func NewPreview(p *planner.Proposal, failed *failure.Failure, columns int) (*Preview, error) {
	after := p.Plan.Predicted
	step := fork.Step{Operation: p.Plan.Operation.Name(), Verdict: fork.OK, Plan: p.Plan, Before: p.Before, After: after,
		Pool: fork.Pool{Address: after.Pool.Address, Name: after.Pool.Name, Symbol: after.Pool.Symbol, ChainID: p.Before.ChainID}}
	if failed != nil {
		step.Verdict = fork.Refused
	}
	if len(p.Plan.Calls) > 0 {
		series, err := fork.NewSeries(after)
		if err != nil {
			return nil, err
		}
		step.Series = series
	}
	return &Preview{p.View, step, failed, columns}, nil
}

// Charts returns the charts of the prediction, or one that says that nothing moves.
func (v *Preview) Charts() []chart.Chart { return orNothing(v.charts()) }

func (v *Preview) charts() []chart.Chart {
	charts := chartsOf(&v.step)
	for i := range charts {
		charts[i].Title = "predicted " + charts[i].Title
	}
	return charts
}

// Text draws the charts.
func (v *Preview) Text(p *text.Page) { drawn(p, v.charts(), v.columns) }

// Page returns the preview as one HTML page.
func (v *Preview) Page(by text.Reader) string { return v.Report().shownTo(by).HTML() }

// Report returns the parts of the page.
func (v *Preview) Report() report {
	on := View{Result: &fork.Result{ChainID: v.plan.Pool.ChainID, Steps: []fork.Step{v.step}}, Prices: []*arbcost.Cost{v.plan.Price}, Overrides: [][]planview.Overridden{v.plan.Overrides}}
	part := on.stepPart(0, nil)
	part.title, part.charts = fmt.Sprintf("%s (%s)", v.step.Pool.Name, v.step.Pool.Address), v.charts()
	r := report{title: v.plan.Head().String(), facts: v.facts(), parts: []Part{part}}
	if v.failed != nil {
		r.hint = text.Clean(failure.HintOf(v.failed), text.MessageWidth)
	}
	r.VerdictKind, r.Verdict = v.verdict(part.sum)
	return r
}

func (v *Preview) facts() [][]string {
	facts := [][]string{{"read from", fmt.Sprintf("%s, block %d, %s", network.ID(v.plan.Pool.ChainID), v.plan.Base.Number, text.Time(v.plan.Base.Time))}}
	if v.plan.Queue != nil {
		facts[0][1] = v.plan.Where()
	}
	if v.plan.Proof != nil {
		var p text.Page
		v.plan.Proof.Text(&p)
		facts = append(facts, []string{"proof", text.Clean(p.String(), text.MessageWidth)})
	}
	if v.plan.Cost != nil {
		facts = append(facts, []string{"gas fee", v.plan.Cost.Sentence(network.ID(v.plan.Pool.ChainID))})
	}
	return facts
}

func (v *Preview) verdict(sum stepSum) (VerdictKind, string) {
	switch {
	case v.failed != nil && v.failed.Exit == failure.Refused:
		return refusedKind, text.Clean(v.failed.Error(), text.MessageWidth)
	case v.failed != nil:
		return wrong, text.Clean(v.failed.Error(), text.MessageWidth)
	case len(v.step.Plan.Calls) == 0:
		return AsPredicted, "nothing to do: the pool is already in this state"
	case sum.careful():
		return Careful, "predicted; nothing was sent; " + text.Plural(sum.warnings, "warning")
	}
	return AsPredicted, "predicted; nothing was sent"
}

// orNothing returns a chart that says so if nothing moves.
func orNothing(charts []chart.Chart) []chart.Chart {
	if len(charts) == 0 {
		return []chart.Chart{{Title: "nothing changes over time"}}
	}
	return charts
}

func drawn(p *text.Page, charts []chart.Chart, columns int) {
	for _, c := range chart.In(p.Zone, charts) {
		if text := c.Terminal(columns, p.Colour); text != "" {
			p.WriteString("\n" + text + "\n")
		}
	}
}
