package chain

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/wire"
	"mpool/internal/units"
)

// Account holds what decides whether an account can send.
type Account struct {
	Nonce   uint64 // of the next transaction to be mined
	Pending uint64 // of the next transaction after the pending ones
	Balance units.Wei
}

// AccountAt reads an account's nonce and balance at a block, and its current pending nonce. If the
// node does not accept a block hash here, AccountAt uses the block's number and checks that it is
// still the same block.
func (b blocks) AccountAt(ctx context.Context, address common.Address, at BlockRef) (Account, error) {
	account, err := accountAt(ctx, b.wire, address, at, nil)
	var answer *wire.NodeError
	if at.hash == (common.Hash{}) || !errors.As(err, &answer) {
		return account, err
	}
	header, err := b.Header(ctx, at)
	if err != nil {
		return Account{}, err
	}
	var same *Header
	account, err = accountAt(ctx, b.wire, address, AtNumber(header.Number), &same)
	if err == nil && (same == nil || same.Hash != at.hash) {
		err = &BlockError{Block: at}
	}
	return account, err
}

// accountAt reads everything in one batch, with the block's header if header is not nil.
func accountAt(ctx context.Context, w *wire.Conn, address common.Address, at BlockRef, header **Header) (Account, error) {
	var mined, pending hexutil.Uint64
	var balance hexutil.Big
	requests := []wire.Request{
		{Method: "eth_getTransactionCount", Params: []any{address, at.param()}, Into: &mined},
		{Method: "eth_getTransactionCount", Params: []any{address, "pending"}, Into: &pending},
		{Method: "eth_getBalance", Params: []any{address, at.param()}, Into: &balance},
	}
	if header != nil {
		requests = append(requests, at.headerRequest(header))
	}
	errs, err := w.Batch(ctx, requests)
	if err == nil {
		err = wire.First(errs)
	}
	if err != nil {
		return Account{}, err
	}
	return Account{Nonce: uint64(mined), Pending: uint64(pending), Balance: wei(&balance)}, nil
}
