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

// atOnce adds to an operation that adds or removes a token what comes after it, where a Safe
// makes all of its calls: they are one transaction then, in one block, so that each is planned
// on the very state that it will meet. Where anybody else makes one of the calls, where the
// weights are a strategy's, or where something waits for the Safe, the rest is for later.
func (k *Keeper) atOnce(ctx context.Context, client *chain.Client, before *ops.Snapshot, f *File, v *View, op ops.Operation) ops.Operation {
	if before.Pool.OwnerKind != ops.OwnerSafe || v.on.Target != nil || v.on.Behind != nil || !movesToken(v.Steps) {
		return op
	}
	all, drift := op, v.Drift
	for range mostTokens {
		after, err := k.leaves(ctx, client, before, all)
		if err != nil || after == nil {
			break // what is refused, or is not the Safe's alone, is said of the plan as it is without it
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

// leaves is the pool behind an operation, all calls of which the owner makes; nil where it is
// refused, or others make some.
func (k *Keeper) leaves(ctx context.Context, client *chain.Client, before *ops.Snapshot, op ops.Operation) (*ops.Snapshot, error) {
	if err := planner.Watch(ctx, client, before, op); err != nil {
		return nil, err
	}
	plan, err := op.Plan(before, before.Block.Time+planner.NextBlock)
	if err != nil || plan.Refused() || slices.ContainsFunc(plan.Calls, func(c ops.Call) bool { return c.From != before.Pool.Owner }) {
		return nil, err
	}
	after := *plan.Predicted
	after.Block.Number, after.Block.Hash = before.Block.Number, before.Block.Hash // where what is looked up beside it is read
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
