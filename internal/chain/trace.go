package chain

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// Trace is what a node has of a transaction that was signed.
type Trace struct {
	Known   bool // the node has the very transaction, mined or waiting
	Used    bool // its nonce is used, by this one or another
	Waiting bool // a transaction of its nonce waits, this one or another
}

// Nothing says that the transaction has left nothing behind.
func (t Trace) Nothing() bool { return t == Trace{} }

// Trace looks for a transaction by its hash, and for its nonce. Without a hash, as
// of one that the node was to sign, only the nonce tells.
func (t transactions) Trace(ctx context.Context, sent Sent) (Trace, error) {
	var mined, pending hexutil.Uint64
	var tx *struct {
		Hash common.Hash `json:"hash"`
	}
	requests := []request{
		{method: "eth_getTransactionCount", params: []any{sent.From, "latest"}, into: &mined},
		{method: "eth_getTransactionCount", params: []any{sent.From, "pending"}, into: &pending},
	}
	if sent.Hash != (common.Hash{}) {
		requests = append(requests, request{method: "eth_getTransactionByHash", params: []any{sent.Hash}, into: &tx})
	}
	errs, err := t.batch(ctx, requests)
	if err == nil {
		err = first(errs)
	}
	if err != nil {
		return Trace{}, err
	}
	used := uint64(mined) > sent.Nonce
	return Trace{Known: tx != nil && tx.Hash == sent.Hash, Used: used, Waiting: !used && uint64(pending) > sent.Nonce}, nil
}
