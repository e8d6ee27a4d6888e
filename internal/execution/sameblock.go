package execution

import (
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/history"
	"mpool/internal/mined"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// Other is another transaction of the same block that touched the pool.
type Other struct {
	Hash   common.Hash     `json:"hash"`
	From   *common.Address `json:"from"` // null if unknown
	What   string          `json:"what"`
	Before bool            `json:"before"` // mined before ours
}

// othersIn returns what others did to the pool and to watched accounts in the receipt's block.
func (w witness) othersIn(ctx context.Context, receipt *chain.Receipt, before *ops.Snapshot) (mined.OfBlock, error) {
	logs, err := w.Client.BlockLogs(ctx, receipt.BlockHash, history.Watched(before))
	if err != nil {
		return mined.OfBlock{}, err
	}
	deeds, err := history.Happened(logs, before)
	if err != nil {
		return mined.OfBlock{}, err
	}
	deeds = slices.DeleteFunc(deeds, func(d mined.Deed) bool { return d.Tx == receipt.Hash })
	behind := slices.IndexFunc(deeds, func(d mined.Deed) bool { return d.Index > receipt.Index })
	if behind < 0 {
		behind = len(deeds)
	}
	return mined.OfBlock{Before: deeds[:behind], Behind: deeds[behind:]}, nil
}

// namedMost is the largest number of other transactions whose senders mpool looks up.
const namedMost = 20

// nameOthers describes the other transactions in the block. A sender that the node does not name
// stays unknown; the verdict does not need it.
func (w witness) nameOthers(ctx context.Context, block mined.OfBlock, on *ops.Snapshot) []Other {
	var named []Other
	for i, deed := range block.Others() {
		other := Other{Hash: deed.Tx, What: deed.Words(on), Before: i < len(block.Before)}
		if other.What == "" {
			continue // it does not touch the pool
		}
		if len(named) < namedMost {
			if tx, from, err := w.Client.Transaction(ctx, deed.Tx); err == nil && tx != nil {
				other.From = &from
			}
		}
		named = append(named, other)
	}
	return named
}

func (o Other) Text(p *text.Page) {
	order, who := "behind", ""
	if o.Before {
		order = "before"
	}
	if o.From != nil {
		who = " by " + o.From.Hex()
	}
	p.Line("  in the same block, %s yours: %s%s, %s", order, text.Clean(o.What, 300), who, o.Hash)
}

// byTheirWord says whether a watched balance is explained by events of a token other than the
// pool's own. Such events may be false.
func byTheirWord(deeds []mined.Deed, on *ops.Snapshot) bool {
	for _, deed := range deeds {
		for _, event := range deed.Events {
			e, is := event.(mined.Transferred)
			if is && e.Token != on.Pool.Address && (on.Holding(e.Token, e.From) != nil || on.Holding(e.Token, e.To) != nil) {
				return true
			}
		}
	}
	return false
}

// rerun has the node run the block's transactions again on the state before it: those before ours,
// those up to ours, and all. The watched balances must change with our transaction as predicted.
// Otherwise a token that keeps a part of a transfer could hide that by false events. If the node
// cannot do this, or the whole block gives another result than it had, the cause is unknown.
func (w witness) rerun(ctx context.Context, receipt *chain.Receipt, before, after *ops.Snapshot, mined func(*ops.Snapshot) (*ops.Plan, error)) ([]ops.Change, error) {
	txs, err := w.Client.BlockTxs(ctx, receipt.BlockHash)
	if err != nil {
		return nil, &untoldError{err}
	}
	own := slices.IndexFunc(txs, func(tx chain.BlockTx) bool { return tx.Hash == receipt.Hash })
	if own < 0 {
		return nil, &untoldError{fmt.Errorf("the node shows block %s without %s", receipt.BlockHash, receipt.Hash)}
	}
	var states []*ops.Snapshot
	for _, n := range []int{own, own + 1, len(txs)} {
		state, err := w.Client.StateBehind(ctx, before, after.Block.Time, txs[:n])
		if err != nil {
			return nil, &untoldError{err}
		}
		states = append(states, state)
	}
	if other := ofHoldings(ops.Diff(after, states[2])); len(other) > 0 {
		return nil, &untoldError{fmt.Errorf("replaying the block gives another %s", other[0].Path)}
	}
	plan, err := mined(states[0])
	if err != nil {
		return nil, &untoldError{err}
	}
	return ofHoldings(ops.Diff(plan.After[0], states[1])), nil
}

func ofHoldings(changes []ops.Change) []ops.Change {
	return slices.DeleteFunc(changes, func(c ops.Change) bool { return !c.OfHolding() })
}

// untoldError says that the pool differs from the result of our call alone, and that mpool cannot
// find out what others did. It means neither success nor failure.
type untoldError struct{ cause error }

func (e *untoldError) Error() string {
	return fmt.Sprintf("the result differs from this call alone, and the other transactions of that block cannot be read: %s", e.cause)
}

func (e *untoldError) Unwrap() error { return e.cause }
