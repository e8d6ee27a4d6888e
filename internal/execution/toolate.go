package execution

import (
	"context"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/ops/wallet"
	"mpool/internal/text"
)

// refuseLate refuses a plan whose latest time of mining is before the time of the node's next block: it
// would revert. A chain that mines only what is sent may have an old newest block, so that the plan's
// own time is too early. A node that does not know its next block proves nothing.
func refuseLate(ctx context.Context, node Node, op ops.Operation) error {
	due := dueOf(op)
	if due.At == 0 {
		return nil
	}
	next, err := node.Header(ctx, chain.Pending())
	if err != nil || next.Time <= due.At {
		return nil
	}
	return failure.New(failure.Refused, "late", "too late: this must be mined by %s, but the next block is of %s, so it would revert (%s)", text.Time(due.At), text.Time(next.Time), due.Code).
		WithHint("%s", due.Longer)
}

// dueOf is the deadline of what an operation does, also of what a Safe does and of a trade.
func dueOf(op ops.Operation) ops.Due {
	switch op := op.(type) {
	case wallet.ExecSafe:
		return dueOf(op.Of.Operation)
	case trade.Swap:
		return ops.Due{At: op.Deadline, Code: "BAL#508", Longer: "use a longer --within"}
	}
	return ops.Deadline(op)
}
