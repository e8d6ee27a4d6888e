package chain

import (
	"context"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/ops"
)

// Receipt is what became of a mined transaction.
type Receipt struct {
	Hash        common.Hash
	From        common.Address
	BlockHash   common.Hash
	BlockNumber uint64
	Success     bool // false: mined, and reverted
	GasUsed     uint64
	GasPrice    ops.Wei // paid for one unit of gas
}

// UnmarshalJSON reads a receipt as eth_getTransactionReceipt answers it.
func (r *Receipt) UnmarshalJSON(text []byte) error {
	var wire struct {
		Hash        common.Hash    `json:"transactionHash"`
		From        common.Address `json:"from"`
		BlockHash   common.Hash    `json:"blockHash"`
		BlockNumber hexutil.Uint64 `json:"blockNumber"`
		Status      hexutil.Uint64 `json:"status"`
		GasUsed     hexutil.Uint64 `json:"gasUsed"`
		GasPrice    *hexutil.Big   `json:"effectiveGasPrice"`
	}
	if err := decodeJSON(text, &wire); err != nil {
		return err
	}
	*r = Receipt{Hash: wire.Hash, From: wire.From, BlockHash: wire.BlockHash, BlockNumber: uint64(wire.BlockNumber),
		Success: wire.Status == 1, GasUsed: uint64(wire.GasUsed)}
	if wire.GasPrice != nil {
		r.GasPrice = wei(wire.GasPrice)
	}
	return nil
}

// Known tells whether the node has the transaction, mined or waiting.
func (c *Client) Known(ctx context.Context, hash common.Hash) (bool, error) {
	var tx *struct {
		Hash common.Hash `json:"hash"`
	}
	err := c.do(ctx, request{method: "eth_getTransactionByHash", params: []any{hash}, into: &tx})
	return tx != nil && tx.Hash == hash, err
}

// Await polls until the transaction is mined with so many confirmations, the
// first being its own block, and that block is part of the chain. Only the
// context ends the waiting, by its deadline or by Ctrl-C: a node that fails for
// a moment does not, and its last error is told where the deadline passes.
func (c *Client) Await(ctx context.Context, hash common.Hash, confirmations uint64, poll time.Duration) (*Receipt, error) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	var last error
	for {
		select {
		case <-ctx.Done():
			return nil, waited(ctx.Err(), last)
		case <-timer.C:
		}
		receipt, err := c.confirmed(ctx, hash, confirmations)
		if err == nil && receipt != nil {
			return receipt, nil
		}
		if ctx.Err() == nil {
			last = err
		}
		timer.Reset(poll)
	}
}

func waited(err, last error) error {
	if last == nil {
		return err
	}
	return fmt.Errorf("%w; %w", err, last)
}

// confirmed is the receipt, or nil where it is not there yet or not deep enough.
func (c *Client) confirmed(ctx context.Context, hash common.Hash, confirmations uint64) (*Receipt, error) {
	var receipt *Receipt
	if err := c.do(ctx, request{method: "eth_getTransactionReceipt", params: []any{hash}, into: &receipt}); err != nil {
		return nil, err
	}
	if receipt == nil || receipt.Hash != hash {
		return nil, nil
	}
	var head, own *Header
	errs, err := c.batch(ctx, []request{Latest().headerRequest(&head), AtNumber(receipt.BlockNumber).headerRequest(&own)})
	if err != nil {
		return nil, err
	}
	if err := first(errs); err != nil {
		return nil, err
	}
	if head == nil || own == nil || own.Hash != receipt.BlockHash || head.Number+1 < receipt.BlockNumber+confirmations {
		return nil, nil
	}
	return receipt, nil
}
