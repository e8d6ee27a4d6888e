package chain

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common/hexutil"
)

// Replay is what calling a mined transaction again says of why it reverted. It
// is no proof: the transactions before it in its block are left out, or those
// after it are there too.
type Replay struct {
	Revert *Revert // nil: it does not revert now
	How    string  // on which state it was called
}

// Replay calls a mined transaction once more: on the state before its block with
// the block's number and time, or, where the node cannot do that, on the state
// after it.
func (c *Client) Replay(ctx context.Context, tx *Transaction) (*Replay, error) {
	block := map[string]any{"number": hexutil.Uint64(tx.Mined.BlockNumber), "time": hexutil.Uint64(tx.Mined.Time)}
	before := []any{replayArgs(tx), AtHash(tx.Mined.Parent).param(), map[string]any{}, block}
	revert, err := c.callAgain(ctx, before)
	if err == nil {
		return &Replay{revert, fmt.Sprintf("called again on the state before block %d, at that block's time", tx.Mined.BlockNumber)}, nil
	}
	var answer *NodeError
	if !errors.As(err, &answer) {
		return nil, err
	}
	revert, err = c.callAgain(ctx, []any{replayArgs(tx), AtHash(tx.Mined.BlockHash).param()})
	if errors.As(err, &answer) && answer.noState() {
		return nil, &BlockError{Block: AtHash(tx.Mined.BlockHash), Pruned: true}
	}
	if err != nil {
		return nil, err
	}
	return &Replay{revert, fmt.Sprintf("called again on the state after block %d", tx.Mined.BlockNumber)}, nil
}

// callAgain is why the call reverts, or nil where it does not.
func (c *Client) callAgain(ctx context.Context, params []any) (*Revert, error) {
	var answer hexutil.Bytes
	err := asRevert(c.do(ctx, request{method: "eth_call", params: params, into: &answer}))
	var revert *Revert
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
