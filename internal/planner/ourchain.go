package planner

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/journal"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/units"
)

// Chain reads events, blocks and transactions of a node's chain.
type Chain interface {
	Logs
	HeaderReader
	Transaction(ctx context.Context, hash common.Hash) (*types.Transaction, common.Address, error)
}

// lag is how far behind a node may be that does not have a record's block yet.
const lag = units.Time(3600)

// onThisChain reports whether a record is of the node's chain. Two chains may have the same chain ID
// and the same pool, as those of two runs of mpool devnet. A record counts if its base block, a block
// that it names or one of its transactions is on the chain, or if the node cannot tell. Two runs of
// mpool devnet also mine the same transactions, so there only blocks count.
func onThisChain(ctx context.Context, node Chain, entry journal.Entry, plan *ops.Plan, now *ops.Snapshot) bool {
	if plan.Base.Hash == (common.Hash{}) || mayHave(ctx, node, plan.Base, now) {
		return true
	}
	for i := range entry.Status.Calls {
		call := &entry.Status.Calls[i]
		if m := call.Mined; m != nil && m.BlockHash != (common.Hash{}) && mayHave(ctx, node, ops.Block{Number: m.BlockNumber, Hash: m.BlockHash, Time: units.Time(m.Time)}, now) {
			return true
		}
		hash, known := call.Hash()
		if !known || now.ChainID == network.Development {
			continue
		}
		if tx, _, err := node.Transaction(ctx, hash); err != nil || tx != nil {
			return true
		}
	}
	return false
}

// mayHave reports whether a block is on the node's chain, or may be.
func mayHave(ctx context.Context, node Chain, block ops.Block, now *ops.Snapshot) bool {
	headers, err := node.Headers(ctx, []uint64{block.Number})
	var missing *chain.BlockError
	if errors.As(err, &missing) {
		return block.Time > now.Block.Time && block.Time-now.Block.Time <= lag
	}
	return err != nil || headers[block.Number] == nil || headers[block.Number].Hash == block.Hash
}

// opened holds what was recorded to open a pool after a shutdown.
type opened []ops.Doors

// add adds the doors of an operation that opens a pool, if all its calls are mined.
func (o opened) add(entry journal.Entry, plan *ops.Plan) opened {
	open, is := safe.InnerOperation(plan).(ops.Open)
	calls := entry.Status.Calls
	if !is || entry.Status.Closed != nil || entry.Status.Left() > 0 || len(calls) == 0 || calls[len(calls)-1].State != journal.Done {
		return o
	}
	return append(o, open.Doors)
}

// ends reports whether all that a shutdown must restore was opened again.
func (o opened) ends(shut ops.Doors) bool {
	for _, doors := range o {
		if doors.Covers(shut) {
			return true
		}
	}
	return false
}
