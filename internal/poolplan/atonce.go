package poolplan

import (
	"context"
	"slices"
	"strings"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/poolfile"
	"mpool/internal/reading"
	"mpool/internal/request"
)

// mostTokens is the largest number of tokens that one transaction adds or removes: a pool has at most
// 50.
const mostTokens = 50

// atOnce extends an operation that adds or removes a token by the next operations, if one Safe makes
// all of their calls. They are then one transaction in one block, so each is planned on the predicted
// state after the one before. The rest is left for later if another account makes a call, if a strategy
// sets the weights, or if the Safe has queued transactions.
func (k *Keeper) atOnce(ctx context.Context, client *chain.Client, before *ops.Snapshot, f *File, v *View, op ops.Operation) ops.Operation {
	if before.Pool.OwnerKind != ops.OwnerSafe || v.on.Target != nil || v.on.Behind != nil || !movesToken(v.Steps) {
		return op
	}
	all, drift := op, v.Drift
	for range mostTokens {
		after, err := k.leaves(ctx, client, before, all)
		if err != nil || after == nil {
			break // the refusal is reported for the plan without this operation
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

// leaves returns the pool after an operation; nil if the operation is refused, or if the owner does not
// make all calls.
func (k *Keeper) leaves(ctx context.Context, client *chain.Client, before *ops.Snapshot, op ops.Operation) (*ops.Snapshot, error) {
	if err := reading.Watch(ctx, client, before, op); err != nil {
		return nil, err
	}
	plan, err := op.Plan(before, before.Block.Time+reading.NextBlock)
	if err != nil || plan.Refused() || slices.ContainsFunc(plan.Calls, func(c ops.Call) bool { return c.From != before.Pool.Owner }) {
		return nil, err
	}
	after := *plan.Predicted
	after.Block.Number, after.Block.Hash = before.Block.Number, before.Block.Hash // further reads are at the block of before
	after.Holdings, after.Members = nil, nil
	return &after, nil
}

func movesToken(steps []poolfile.Step) bool {
	return slices.ContainsFunc(steps, func(s poolfile.Step) bool { return strings.HasSuffix(s.Item.Operation, "-token") })
}

// series returns one operation after another; the parts of a series become parts of the result.
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
