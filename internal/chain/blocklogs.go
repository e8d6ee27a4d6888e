package chain

import (
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain/wire"
)

// BlockLogs reads the logs of some contracts in one block, in order.
func (b blocks) BlockLogs(ctx context.Context, block common.Hash, of []common.Address) ([]types.Log, error) {
	var logs []types.Log
	err := b.wire.Do(ctx, wire.Request{Method: "eth_getLogs", Into: &logs, Params: []any{
		map[string]any{"blockHash": block, "address": of},
	}})
	if err != nil {
		return nil, err
	}
	if err := judgeLogs(logs, block, of); err != nil {
		return nil, &wire.UnableError{Node: b.wire.Node(), What: "answer eth_getLogs", Answer: err.Error()}
	}
	slices.SortStableFunc(logs, orderLogs)
	return logs, nil
}

// judgeLogs refuses an answer with logs that were not requested, because such a node may also omit
// logs.
func judgeLogs(logs []types.Log, block common.Hash, of []common.Address) error {
	seen := map[uint]bool{}
	for _, l := range logs {
		switch {
		case l.BlockHash != block || l.Removed:
			return fmt.Errorf("a log from block %s instead of %s", l.BlockHash, block)
		case !slices.Contains(of, l.Address):
			return fmt.Errorf("a log from %s, which was not requested", l.Address)
		case l.TxHash == common.Hash{} || seen[l.Index]:
			return fmt.Errorf("log number %d is duplicated or has no transaction", l.Index)
		}
		seen[l.Index] = true
	}
	return nil
}
