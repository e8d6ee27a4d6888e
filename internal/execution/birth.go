package execution

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
)

// aroundBirth is around for a transaction that creates a pool. before is the state in which there
// is no pool yet, with what the chain has chosen for the new pool. If the transaction reverted,
// before holds the predicted values, and after is the same state at the block's time.
func (w witness) aroundBirth(ctx context.Context, receipt *chain.Receipt, header *chain.Header, op ops.Creating) (before, after *ops.Snapshot, err error) {
	parent, err := w.Client.Header(ctx, chain.AtHash(header.ParentHash))
	if err != nil {
		return nil, nil, err
	}
	block := ops.Block{Number: parent.Number, Hash: parent.Hash, Time: parent.Time}
	factory := op.Creation().To
	logs, err := w.Client.BlockLogs(ctx, receipt.BlockHash, []common.Address{factory})
	if err != nil {
		return nil, nil, err
	}
	pool, found := chain.CreatedIn(logs, receipt.Hash, factory)
	if !found {
		before = ops.Unborn(w.Plan.Predicted, block)
		after, err = before.At(header.Time)
		return before, after, err
	}
	if shown := w.Plan.Predicted.Pool.Address; pool != shown {
		w.engine.UI.Warn("create.moved", "the pool is at %s, not at the previewed address %s: another pool was created first and may have that address", pool, shown)
	}
	after, err = w.Client.Snapshot(ctx, pool, chain.AtHash(receipt.BlockHash))
	if err != nil {
		return nil, nil, err
	}
	return ops.Unborn(after, block), after, nil
}
