package main

import (
	"mpool/internal/fork"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// rehearsed is a dry run as the text of a plan has it: beside the plan, or as Markdown in
// its place.
type rehearsed struct {
	result   *fork.Result // nil: nothing was mined
	report   *reportView
	markdown bool
}

// InPlace says whether it is shown instead of the plan.
func (r rehearsed) InPlace() bool { return r.markdown }

// Text is the report, or what is said beside the plan.
func (r rehearsed) Text(p *text.Page) {
	if r.markdown {
		markdownView{r.report}.Text(p)
		return
	}
	if r.result != nil {
		dryRunText(p, r.result)
		r.report.plots(p)
		return
	}
	p.Line("")
}

// Warnings are what users can no longer do.
func (r rehearsed) Warnings() []ops.Finding {
	if r.result == nil {
		return nil
	}
	return usersFindings(r.result)
}
