package chain

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/wire"
)

// Trace is what a node knows about a signed transaction and its nonce.
type Trace struct {
	Known   bool // the node has the transaction, mined or pending
	Used    bool // the nonce is used, by this transaction or another
	Waiting bool // a transaction with the nonce is pending, this one or another
}

// Nothing says whether the node knows nothing of the transaction and the nonce.
func (t Trace) Nothing() bool { return t == Trace{} }

// Trace looks up a transaction by its hash, and its nonce. Without a hash, as for a transaction
// that the node was to sign, only the nonce can show it.
func (t Transactions) Trace(ctx context.Context, sent Sent) (Trace, error) {
	var mined, pending hexutil.Uint64
	var tx *struct {
		Hash common.Hash `json:"hash"`
	}
	requests := []wire.Request{
		{Method: "eth_getTransactionCount", Params: []any{sent.From, "latest"}, Into: &mined},
		{Method: "eth_getTransactionCount", Params: []any{sent.From, "pending"}, Into: &pending},
	}
	if sent.Hash != (common.Hash{}) {
		requests = append(requests, wire.Request{Method: "eth_getTransactionByHash", Params: []any{sent.Hash}, Into: &tx})
	}
	errs, err := t.wire.Batch(ctx, requests)
	if err == nil {
		err = wire.First(errs)
	}
	if err != nil {
		return Trace{}, err
	}
	used := uint64(mined) > sent.Nonce
	return Trace{Known: tx != nil && tx.Hash == sent.Hash, Used: used, Waiting: !used && uint64(pending) > sent.Nonce}, nil
}
