package reading

import (
	"context"
	"errors"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/revert"
	"mpool/internal/text"
)

// Unborn simulates the creation of a pool at the latest block and returns what only the chain
// knows about it. Like ReadSince it waits for the block since. If the factory reverts, the error is a
// refusal with the revert's code.
func (r *Reader) Unborn(ctx context.Context, client Node, op ops.Creating, since uint64) (*ops.Snapshot, error) {
	var head *chain.Header
	err := upTo(ctx, since, func() (number uint64, err error) {
		if head, err = client.Header(ctx, chain.Latest()); err != nil {
			return 0, err
		}
		return head.Number, nil
	})
	if err != nil {
		return nil, err
	}
	found, err := client.Newborn(ctx, head, head.Time+NextBlock, op.Creation())
	var revert *revert.Reason
	if errors.As(err, &revert) {
		return nil, failure.New(failure.Refused, refusalCode(revert), "refused: the factory rejects this: %s", text.Clean(revert.Error(), text.LineWidth)).Because(revert).
			WithHint("%s", creationHint(revert))
	}
	if err != nil {
		return nil, err
	}
	if err := r.Proven(found); err != nil {
		return nil, err
	}
	return ops.Unborn(found, ops.Block{Number: head.Number, Hash: head.Hash, Time: head.Time}), nil
}

func refusalCode(revert *revert.Reason) string {
	if revert.Code != "" {
		return revert.Code
	}
	return "revert"
}

func creationHint(revert *revert.Reason) string {
	switch revert.Code {
	case "BAL#211":
		return "this factory is disabled and creates no more pools: use another version with --generation"
	case "BAL#001":
		return "pools take tokens with at most 18 decimals"
	case "":
		return "check that each token is a contract, and that this --salt was not used before"
	}
	return revert.Remedy()
}

// For reads the state for planning an operation again.
func (r *Reader) For(ctx context.Context, client Node, plan *ops.Plan, since uint64) (*ops.Snapshot, error) {
	if op, is := ops.CreationIn(plan.Operation); is {
		return r.Unborn(ctx, client, op, since)
	}
	return r.Since(ctx, client, plan.Predicted.Pool.Address, since)
}
