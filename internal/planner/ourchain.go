package planner

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/journal"
	"mpool/internal/ops"
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
// and the same pool, as those of two runs of mpool devnet. A record counts if its base block or one of
// its transactions is on the chain, or if the node cannot tell.
func onThisChain(ctx context.Context, node Chain, entry journal.Entry, plan *ops.Plan, now *ops.Snapshot) bool {
	base := plan.Base
	if base.Hash == (common.Hash{}) {
		return true
	}
	headers, err := node.Headers(ctx, []uint64{base.Number})
	var missing *chain.BlockError
	switch {
	case errors.As(err, &missing):
		if base.Time > now.Block.Time && base.Time-now.Block.Time <= lag {
			return true
		}
	case err != nil || headers[base.Number] == nil || headers[base.Number].Hash == base.Hash:
		return true
	}
	for i := range entry.Status.Calls {
		hash, known := entry.Status.Calls[i].Hash()
		if !known {
			continue
		}
		if tx, _, err := node.Transaction(ctx, hash); err != nil || tx != nil {
			return true
		}
	}
	return false
}

// opened holds what was recorded to open a pool after a shutdown.
type opened []ops.Doors

// add adds the doors of an operation that opens a pool, if all its calls are mined.
func (o opened) add(entry journal.Entry, plan *ops.Plan) opened {
	open, is := InnerOperation(plan).(ops.Open)
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
