package report

import (
	"mpool/internal/fork"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// Rehearsed is a dry run as part of a plan's text, or in place of the plan.
type Rehearsed struct {
	Result  *fork.Result // nil: nothing was mined
	Report  *View
	Instead text.View // shown in place of the plan; nil: the plan is shown
}

// InPlace reports whether it is shown instead of the plan.
func (r Rehearsed) InPlace() bool { return r.Instead != nil }

// Text shows the dry run, or what replaces the plan.
func (r Rehearsed) Text(p *text.Page) {
	if r.Instead != nil {
		r.Instead.Text(p)
		return
	}
	if r.Result != nil {
		dryRunText(p, r.Result)
		r.Report.plots(p)
		return
	}
	p.Line("")
}

// Warnings returns what users can no longer do.
func (r Rehearsed) Warnings() []ops.Finding {
	if r.Result == nil {
		return nil
	}
	return usersFindings(r.Result)
}
