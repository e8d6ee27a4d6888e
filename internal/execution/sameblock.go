package execution

import (
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/history"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// Other is a transaction of the same block that touched the pool, and that is not
// ours.
type Other struct {
	Hash   common.Hash     `json:"hash"`
	From   *common.Address `json:"from"` // null where it is not known
	What   string          `json:"what"`
	Before bool            `json:"before"` // it was mined before ours
}

// othersIn reads what others did to the pool and to what is watched, in the block of a
// receipt.
func (w witness) othersIn(ctx context.Context, receipt *chain.Receipt, before *ops.Snapshot) (ops.OfBlock, error) {
	logs, err := w.Client.BlockLogs(ctx, receipt.BlockHash, history.Watched(before))
	if err != nil {
		return ops.OfBlock{}, err
	}
	deeds, err := history.Happened(logs, before)
	if err != nil {
		return ops.OfBlock{}, err
	}
	deeds = slices.DeleteFunc(deeds, func(d ops.Deed) bool { return d.Tx == receipt.Hash })
	behind := slices.IndexFunc(deeds, func(d ops.Deed) bool { return d.Index > receipt.Index })
	if behind < 0 {
		behind = len(deeds)
	}
	return ops.OfBlock{Before: deeds[:behind], Behind: deeds[behind:]}, nil
}

// namedMost is how many others are looked up by name.
const namedMost = 20

// nameOthers says who did what in the block. Whom the node does not tell stays
// unknown: it is of no matter to the verdict.
func (w witness) nameOthers(ctx context.Context, block ops.OfBlock, on *ops.Snapshot) []Other {
	var named []Other
	for i, deed := range block.Others() {
		other := Other{Hash: deed.Tx, What: deed.Words(on), Before: i < len(block.Before)}
		if other.What == "" {
			continue // it moves nothing of the pool's
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

// byTheirWord says whether what is watched of other tokens than the pool's own is
// explained by what those tokens write, which need not be true.
func byTheirWord(deeds []ops.Deed, on *ops.Snapshot) bool {
	for _, deed := range deeds {
		for _, event := range deed.Events {
			e, is := event.(ops.Transferred)
			if is && e.Token != on.Pool.Address && (on.Holding(e.Token, e.From) != nil || on.Holding(e.Token, e.To) != nil) {
				return true
			}
		}
	}
	return false
}

// rerun has the node run the block's transactions again on the state before it: all of
// them, those before ours, and those with ours. The tokens that ours moves must be as
// predicted: otherwise a token that keeps a part could hide it by events about others. If
// the node cannot, or the block gives another result, the cause is unknown.
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

// untoldError says that the pool differs from what our call alone gives, and that nobody
// can tell what others did. It claims neither success nor failure.
type untoldError struct{ cause error }

func (e *untoldError) Error() string {
	return fmt.Sprintf("the result differs from this call alone, and the other transactions of that block cannot be read: %s", e.cause)
}

func (e *untoldError) Unwrap() error { return e.cause }
