package main

import (
	"context"
	"fmt"
	"io"

	"mpool/internal/chain"
	"mpool/internal/console"
	"mpool/internal/execution"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
)

// broadcast sends a proposal if planning again gives the same calls, and checks the pool against the
// prediction afterwards. plan is the user's whole plan, which the record names; the proposal may hold
// only its last calls. again is the command that continues an interrupted run.
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
	s := a.engine.Sender(task, execution.Site{Client: execution.OnChain(client), Plans: execution.PlansOn(a.plans, client)}, nil)
	return a.tellOutcome(s, s.Start(ctx, shown))
}

// showBefore shows the plan before the confirmation. It prints the plan's warnings even if nothing is
// asked and the plan is not shown.
func showBefore(ui *console.Console, to io.Writer, v *planview.View, confirmed bool) {
	if confirmed && (ui.Options.Quiet || ui.Options.JSON) {
		for _, finding := range v.Findings {
			if finding.Severity == ops.Warn {
				ui.Warn(finding.Code, "%s", finding.Summary)
			}
		}
		return
	}
	p := ui.PageFor(to)
	v.Text(p)
	fmt.Fprintln(to, p.String())
}
