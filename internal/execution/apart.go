package execution

import (
	"mpool/internal/failure"
	"mpool/internal/planner"
)

// RefuseApart refuses to send the calls of a plan one by one if they must be one transaction.
func RefuseApart(p *planner.Proposal) error {
	if !p.Plan.AllAtOnce() {
		return nil
	}
	return failure.New(failure.Refused, "doors.apart", "the plan's %d calls must be one transaction of the Safe %s: otherwise anyone could drain the pool between them", len(p.Plan.Calls), p.Plan.Calls[0].From).
		WithHint("write the plan with --out plan.json; %s", OwnersSign("plan.json")).WithResult(p.View.NotSent("its calls must be one transaction"))
}
