package chain

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/wire"
	"mpool/internal/units"
)

// Headers reads the headers of the blocks with these numbers.
func (b blocks) Headers(ctx context.Context, numbers []uint64) (map[uint64]*Header, error) {
	headers := make([]*Header, len(numbers))
	var requests []wire.Request
	for i, n := range numbers {
		requests = append(requests, AtNumber(n).headerRequest(&headers[i]))
	}
	if err := b.wire.Many(ctx, requests); err != nil {
		return nil, err
	}
	byNumber := make(map[uint64]*Header, len(numbers))
	for i, n := range numbers {
		if headers[i] == nil || headers[i].Number != n {
			return nil, &BlockError{Block: AtNumber(n)}
		}
		byNumber[n] = headers[i]
	}
	return byNumber, nil
}

// Envelope holds the sender and receiver of a mined transaction. To is nil if it created a
// contract.
type Envelope struct {
	Hash common.Hash     `json:"hash"`
	From common.Address  `json:"from"`
	To   *common.Address `json:"to"`
}

// Envelopes reads the senders and receivers of transactions.
func (t Transactions) Envelopes(ctx context.Context, hashes []common.Hash) (map[common.Hash]Envelope, error) {
	found := make([]*Envelope, len(hashes))
	var requests []wire.Request
	for i, hash := range hashes {
		requests = append(requests, wire.Request{Method: "eth_getTransactionByHash", Params: []any{hash}, Into: &found[i]})
	}
	if err := t.wire.Many(ctx, requests); err != nil {
		return nil, err
	}
	byHash := make(map[common.Hash]Envelope, len(hashes))
	for i, hash := range hashes {
		if found[i] == nil || found[i].Hash != hash {
			return nil, &wire.UnableError{Node: t.wire.Node(), What: "show transaction " + hash.Hex(), Answer: "it returned logs of the transaction but does not know it"}
		}
		byHash[hash] = *found[i]
	}
	return byHash, nil
}

// Birth returns the block in which a contract was created. It searches up to last, where the
// contract must have code. Nodes other than archive nodes return a *NodeError.
func (b blocks) Birth(ctx context.Context, contract common.Address, last uint64) (uint64, error) {
	return firstWhere(last, func(n uint64) (bool, error) { return b.HasCode(ctx, contract, n) })
}

// HasCode says whether a contract existed at a block. Like Birth it needs an archive node.
func (b blocks) HasCode(ctx context.Context, contract common.Address, block uint64) (bool, error) {
	var code hexutil.Bytes
	err := b.wire.Patiently(ctx, func() error {
		return b.wire.Once(ctx, wire.Request{Method: "eth_getCode", Params: []any{contract, hexutil.Uint64(block)}, Into: &code})
	})
	return len(code) > 0, err
}

// BlockSince returns the first block, up to last, whose time is not before t; last+1 if there is
// none.
func (b blocks) BlockSince(ctx context.Context, t units.Time, last uint64) (uint64, error) {
	return firstWhere(last+1, func(n uint64) (bool, error) {
		headers, err := b.Headers(ctx, []uint64{n})
		if err != nil {
			return false, fmt.Errorf("the block of %s: %w", t, err)
		}
		return headers[n].Time >= t, nil
	})
}

// firstWhere finds the first number for which holds is true by binary search, with at most 64
// calls. Once true, holds must stay true up to last.
func firstWhere(last uint64, holds func(uint64) (bool, error)) (uint64, error) {
	low, high := uint64(0), last
	for low < high {
		middle := low + (high-low)/2
		yes, err := holds(middle)
		if err != nil {
			return 0, err
		}
		if yes {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return high, nil
}
