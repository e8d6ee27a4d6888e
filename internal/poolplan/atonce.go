package poolplan

import (
	"context"
	"slices"
	"strings"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/poolfile"
	"mpool/internal/request"
)

// mostTokens is how many tokens one transaction adds or removes at the most: a pool has 50.
const mostTokens = 50

// atOnce extends an operation that adds or removes a token by the operations after it, if a
// Safe makes all of their calls. They are one transaction in one block then, so each is
// planned on the exact state that it will meet. If another account makes one of the calls,
// if a strategy gives the weights, or if something waits for the Safe, the rest is left for
// later.
func (k *Keeper) atOnce(ctx context.Context, client *chain.Client, before *ops.Snapshot, f *File, v *View, op ops.Operation) ops.Operation {
	if before.Pool.OwnerKind != ops.OwnerSafe || v.on.Target != nil || v.on.Behind != nil || !movesToken(v.Steps) {
		return op
	}
	all, drift := op, v.Drift
	for range mostTokens {
		after, err := k.leaves(ctx, client, before, all)
		if err != nil || after == nil {
			break // a refusal, or a call that is not the Safe's, is reported for the plan without this operation
		}
		on := v.on
		on.State = after
		next, err := poolfile.Compare(f.Want, on)
		if err != nil || len(next.Refusals) > 0 || len(next.Steps) == 0 {
			break
		}
		more, err := k.Operation(ctx, request.On(client, k.Plans, after), next)
		if err != nil {
			break
		}
		longer := series(all, more)
		if end, err := k.leaves(ctx, client, before, longer); err != nil || end == nil {
			break
		}
		all, drift = longer, &poolfile.Drift{Differences: drift.Differences, Steps: slices.Concat(drift.Steps, next.Steps), Waits: next.Waits, Refusals: drift.Refusals}
		if !movesToken(next.Steps) {
			break
		}
	}
	v.showDrift(drift)
	return all
}

// leaves is the pool after an operation whose calls the owner makes; nil if it is refused,
// or if others make some calls.
func (k *Keeper) leaves(ctx context.Context, client *chain.Client, before *ops.Snapshot, op ops.Operation) (*ops.Snapshot, error) {
	if err := planner.Watch(ctx, client, before, op); err != nil {
		return nil, err
	}
	plan, err := op.Plan(before, before.Block.Time+planner.NextBlock)
	if err != nil || plan.Refused() || slices.ContainsFunc(plan.Calls, func(c ops.Call) bool { return c.From != before.Pool.Owner }) {
		return nil, err
	}
	after := *plan.Predicted
	after.Block.Number, after.Block.Hash = before.Block.Number, before.Block.Hash // the block at which the planning reads more
	after.Holdings, after.Members = nil, nil
	return &after, nil
}

func movesToken(steps []poolfile.Step) bool {
	return slices.ContainsFunc(steps, func(s poolfile.Step) bool { return strings.HasSuffix(s.Item.Operation, "-token") })
}

// series is one operation behind another; parts of a series are parts of the whole.
func series(first, second ops.Operation) ops.Series {
	var all ops.Series
	for _, op := range []ops.Operation{first, second} {
		if s, is := op.(ops.Series); is {
			all.Parts = append(all.Parts, s.Parts...)
		} else {
			all.Parts = append(all.Parts, ops.Nested{Operation: op})
		}
	}
	return all
}
