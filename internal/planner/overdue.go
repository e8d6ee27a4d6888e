package planner

import (
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/effect"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/safe"
)

// Overdue lists what refuses a signed plan if it is mined in the next block: the contracts, findings, limits,
// and figures that have moved too far. on holds the limits that the sender has overridden.
func (pl *Planner) Overdue(ctx context.Context, node Node, shown *ops.Plan, on *Override) ([]ops.Finding, error) {
	before, err := pl.Reads.For(ctx, node, shown, 0)
	if err != nil {
		return nil, err
	}
	if err := ask(ctx, pl, node, before, shown.Operation, pl.Feeds.Ask); err != nil {
		return nil, err
	}
	if shown, err = pl.keepingShut(ctx, node, shown, before); err != nil {
		return nil, err
	}
	return pl.OverdueOn(before, shown, on)
}

// OverdueOn is Overdue on a state. The limits of the plan's pool file apply.
func (pl *Planner) OverdueOn(before *ops.Snapshot, shown *ops.Plan, on *Override) ([]ops.Finding, error) {
	pl.Guards = shown.Guards
	p, _, err := pl.PlanOn(before, shown.Operation, on, common.Address{})
	if err != nil {
		return nil, err
	}
	found := append(refusals(p.Plan.Findings), shortened(shown, p.Plan)...)
	for _, why := range shown.MovedFigures(p.Plan) {
		found = append(found, ops.Finding{Severity: ops.Refuse, Code: "stale", Summary: why})
	}
	return found, nil
}

// shortened refuses a change of the swap fee of which less than half of the planned time is left. Limits of
// the cost hold weight changes; a fee that falls within an hour in place of a week has none.
func shortened(shown, now *ops.Plan) []ops.Finding {
	ramp := effect.RampOf(safe.InnerOperation(shown))
	if ramp == nil {
		return nil
	}
	planned := ramp.End - max(ramp.Start, shown.At)
	left := ramp.End - min(ramp.End, max(ramp.Start, now.At))
	if 2*left >= planned {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "fee.shortened", Summary: fmt.Sprintf("the swap fee would change within %s in place of %s", left.Span(), planned.Span())}}
}

// hasEnd says that a plan's calldata fixes the end of what it begins, also if a Safe executes it.
func hasEnd(plan *ops.Plan) bool { return ops.Deadline(safe.InnerOperation(plan)).At != 0 }

// Broken lists the limits that a plan breaks when it is mined on a state; only plans whose calldata fixes
// an end can. The later a weight change is mined, the faster the weights move, and the more arbitrage
// takes. shown is the plan that was signed; the limits of its pool file apply.
func (pl *Planner) Broken(before *ops.Snapshot, plan, shown *ops.Plan, on *Override) ([]ops.Finding, error) {
	if !hasEnd(shown) {
		return nil, nil
	}
	pl.Guards = shown.Guards
	_, found, err := Judge(before, plan, pl.Policies(network.ID(before.ChainID), on))
	return refusals(found), err
}

func refusals(found []ops.Finding) []ops.Finding {
	return slices.DeleteFunc(slices.Clone(found), func(f ops.Finding) bool { return f.Severity != ops.Refuse })
}
