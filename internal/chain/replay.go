package chain

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/wire"
	"mpool/internal/revert"
)

// Replay is the result of calling a mined transaction again to find out why it reverted. It is no
// proof: the block's earlier transactions are missing, or later ones are included.
type Replay struct {
	Revert *revert.Reason // nil: it does not revert now
	How    string         // the state on which it was called
	// Starved says that it does not revert with more gas.
	Starved bool
}

// Replay calls a mined transaction again on the state before its block, with the block's number and
// time. If it does not revert there, or the node cannot do that, Replay uses the state after the
// block.
func (t Transactions) Replay(ctx context.Context, tx *Transaction) (*Replay, error) {
	before := []any{AtHash(tx.Mined.Parent).param(), map[string]any{},
		map[string]any{"number": hexutil.Uint64(tx.Mined.BlockNumber), "time": hexutil.Uint64(tx.Mined.Time)}}
	how := fmt.Sprintf("replayed on the state before block %d, at that block's time", tx.Mined.BlockNumber)
	replay, err := t.replayOn(ctx, tx, before, how)
	var answer *wire.NodeError
	if err != nil && !errors.As(err, &answer) || err == nil && replay.Revert != nil {
		return replay, err
	}
	after, failed := t.replayOn(ctx, tx, []any{AtHash(tx.Mined.BlockHash).param()}, fmt.Sprintf("replayed on the state after block %d", tx.Mined.BlockNumber))
	switch {
	case err == nil && (failed != nil || after.Revert == nil):
		return replay, nil
	case errors.As(failed, &answer) && answer.Pruned():
		return nil, &BlockError{Block: AtHash(tx.Mined.BlockHash), Pruned: true}
	}
	return after, failed
}

// replayOn calls the transaction on one state. If it reverts without a reason, replayOn tries again
// with the node's largest gas limit.
func (t Transactions) replayOn(ctx context.Context, tx *Transaction, on []any, how string) (*Replay, error) {
	args := replayArgs(tx)
	revert, err := t.callAgain(ctx, append([]any{args}, on...))
	if err != nil || revert == nil || revert.Code != "" {
		return &Replay{Revert: revert, How: how}, err
	}
	delete(args, "gas")
	again, err := t.callAgain(ctx, append([]any{args}, on...))
	return &Replay{Revert: revert, How: how, Starved: err == nil && again == nil}, nil
}

// callAgain returns the revert of the call, or nil if it does not revert.
func (t Transactions) callAgain(ctx context.Context, params []any) (*revert.Reason, error) {
	var answer hexutil.Bytes
	err := wire.AsRevert(t.wire.Do(ctx, wire.Request{Method: "eth_call", Params: params, Into: &answer}))
	var revert *revert.Reason
	if errors.As(err, &revert) {
		return revert, nil
	}
	return nil, err
}

func replayArgs(tx *Transaction) map[string]any {
	args := map[string]any{"from": tx.From, "data": hexutil.Bytes(tx.Data), "gas": hexutil.Uint64(tx.Gas)}
	if tx.To != nil {
		args["to"] = *tx.To
	}
	if !tx.Value.Int().IsZero() {
		args["value"] = (*hexutil.Big)(tx.Value.Int().ToBig())
	}
	return args
}
