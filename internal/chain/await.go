package chain

import (
	"context"
	"errors"
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
		BlockHash   *common.Hash    `json:"blockHash"`
		BlockNumber *hexutil.Uint64 `json:"blockNumber"`
		Status      *hexutil.Uint64 `json:"status"`
		GasUsed     hexutil.Uint64 `json:"gasUsed"`
		GasPrice    *hexutil.Big   `json:"effectiveGasPrice"`
	}
	if err := decodeJSON(text, &wire); err != nil {
		return err
	}
	if wire.BlockHash == nil || wire.BlockNumber == nil || wire.Status == nil || *wire.Status > 1 {
		return errors.New("the receipt does not say in which block the transaction is, or what became of it")
	}
	*r = Receipt{Hash: wire.Hash, From: wire.From, BlockHash: *wire.BlockHash, BlockNumber: uint64(*wire.BlockNumber),
		Success: *wire.Status == 1, GasUsed: uint64(wire.GasUsed)}
	if wire.GasPrice != nil {
		r.GasPrice = wei(wire.GasPrice)
	}
	return nil
}

// Await polls until the transaction is mined with so many confirmations, the
// first being its own block, and that block is part of the chain. Only the
// context ends the waiting, by its deadline or by Ctrl-C: a node that fails for
// a moment does not, and its last error is told where the deadline passes. The
// exception is a nonce that another transaction used: a *ReplacedError.
func (c *Client) Await(ctx context.Context, sent Sent, confirmations uint64, poll time.Duration) (*Receipt, error) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	var last error
	for polls, used := 0, 0; ; polls++ {
		select {
		case <-ctx.Done():
			return nil, waited(ctx.Err(), last)
		case <-timer.C:
		}
		receipt, mined, err := c.confirmed(ctx, sent.Hash, confirmations)
		if err == nil && receipt != nil {
			return receipt, nil
		}
		if err == nil && !mined && polls%pollsPerNonce == pollsPerNonce-1 {
			if used = c.countUsed(ctx, sent, used); used == usedForSure {
				return nil, &ReplacedError{From: sent.From, Nonce: sent.Nonce}
			}
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

// The nonce is looked at now and then; a node behind a balancer may know of the
// nonce before it knows of the receipt, so that once is not enough.
const (
	pollsPerNonce = 5
	usedForSure   = 3
)

// countUsed counts how often in a row the account's nonce was found to be above
// the transaction's.
func (c *Client) countUsed(ctx context.Context, sent Sent, before int) int {
	var next hexutil.Uint64
	err := c.do(ctx, request{method: "eth_getTransactionCount", params: []any{sent.From, "latest"}, into: &next})
	if err != nil || uint64(next) <= sent.Nonce {
		return 0
	}
	return before + 1
}

// confirmed is the receipt, or nil where it is not there yet or not deep enough;
// mined says whether there is one at all.
func (c *Client) confirmed(ctx context.Context, hash common.Hash, confirmations uint64) (_ *Receipt, mined bool, _ error) {
	var receipt *Receipt
	if err := c.do(ctx, request{method: "eth_getTransactionReceipt", params: []any{hash}, into: &receipt}); err != nil {
		return nil, false, err
	}
	if receipt == nil || receipt.Hash != hash {
		return nil, false, nil
	}
	var head, own *Header
	errs, err := c.batch(ctx, []request{Latest().headerRequest(&head), AtNumber(receipt.BlockNumber).headerRequest(&own)})
	if err == nil {
		err = first(errs)
	}
	if err != nil || head == nil || own == nil || own.Hash != receipt.BlockHash || head.Number < receipt.BlockNumber {
		return nil, true, err
	}
	if deep := head.Number - receipt.BlockNumber + 1; deep < confirmations {
		return nil, true, nil
	}
	return receipt, true, nil
}
