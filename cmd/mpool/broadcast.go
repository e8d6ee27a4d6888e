package main

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/execution"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// broadcast sends a proposal, if planning it again now gives the same, and checks that the
// pool then is what was shown.
//
// plan is the plan that the user gave, and the record names it: the proposal may be only
// its last calls. again is the command that continues if this one stops half way.
func (a *app) broadcast(ctx context.Context, client *chain.Client, shown *planner.Proposal, plan *ops.Plan, flags *execution.Options, again string) error {
	if len(shown.Plan.Calls) == 0 {
		if err := a.engine.RecordAlarm(plan); err != nil {
			return err
		}
		return a.show(shown.View)
	}
	digest, err := plan.Digest()
	if err != nil {
		return err
	}
	task := execution.Task{Flags: flags, Plan: plan, Digest: digest, Again: again}
	s := a.engine.Sender(task, execution.Site{Client: client, Plans: execution.PlansOn(a.plans, client)}, nil)
	return a.tellOutcome(s, s.Start(ctx, shown))
}

// preview shows the plan before it is confirmed; the result comes later. Its warnings are
// printed even if nobody is asked and the plan is not shown.
func (a *app) preview(v *planner.View, confirmed bool) {
	if confirmed && (a.ui.Options.Quiet || a.ui.Options.JSON) {
		for _, finding := range v.Findings {
			if finding.Severity == ops.Warn {
				a.ui.Warn(finding.Code, "%s", finding.Summary)
			}
		}
		return
	}
	p := a.ui.PageFor(a.err)
	v.Text(p)
	fmt.Fprintln(a.err, p.String())
}

// intentOf is what a plan's call will be in the record.
func intentOf(digest common.Hash, plan *ops.Plan, call int) journal.Intent {
	return execution.IntentTo(digest, plan, call, plan.Calls[call])
}
