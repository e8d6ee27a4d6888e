package execution

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
)

// aroundBirth is around for a pool that the transaction was to create. Of the pool before
// it there is what its creator does not choose, as it turned out; where it reverted, all
// that was predicted of it, and there is nothing after it either.
func (s *Sender) aroundBirth(ctx context.Context, receipt *chain.Receipt, header *chain.Header, op ops.Creating) (before, after *ops.Snapshot, err error) {
	parent, err := s.Client.Header(ctx, chain.AtHash(header.ParentHash))
	if err != nil {
		return nil, nil, err
	}
	block := ops.Block{Number: parent.Number, Hash: parent.Hash, Time: parent.Time}
	factory := op.Creation().To
	logs, err := s.Client.BlockLogs(ctx, receipt.BlockHash, []common.Address{factory})
	if err != nil {
		return nil, nil, err
	}
	pool, found := chain.CreatedIn(logs, receipt.Hash, factory)
	if !found {
		before = ops.Unborn(s.Plan.Predicted, block)
		after, err = before.At(header.Time)
		return before, after, err
	}
	if shown := s.Plan.Predicted.Pool.Address; pool != shown {
		s.UI.Warn("create.moved", "the pool is at %s, not at the previewed address %s: another pool was created first and may have that address", pool, shown)
	}
	after, err = s.Client.Snapshot(ctx, pool, chain.AtHash(receipt.BlockHash))
	if err != nil {
		return nil, nil, err
	}
	return ops.Unborn(after, block), after, nil
}
