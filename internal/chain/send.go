package chain

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
)

// Fees are what a transaction offers for one unit of gas (EIP-1559).
type Fees struct {
	Tip    ops.Wei // to whoever makes the block
	FeeCap ops.Wei // the most, tip included
}

// Fees proposes the tip that is usual and a cap that holds while the base fee
// doubles, which takes at least six full blocks.
func (c *Client) Fees(ctx context.Context) (Fees, error) {
	var tip hexutil.Big
	var header *Header
	errs, err := c.batch(ctx, []request{
		{method: "eth_maxPriorityFeePerGas", into: &tip}, Latest().headerRequest(&header),
	})
	if err != nil {
		return Fees{}, err
	}
	if err := first(errs); err != nil {
		return Fees{}, err
	}
	if header == nil {
		return Fees{}, &BlockError{Block: Latest()}
	}
	if header.BaseFee == nil {
		return Fees{}, &UnableError{Node: c.node.shown, What: "send a transaction with a fee cap", Answer: "its chain has no base fee"}
	}
	if header.BaseFee.BitLen() > 128 || wei(&tip).Int().BitLen() > 128 {
		return Fees{}, &UnableError{Node: c.node.shown, What: "say what gas costs", Answer: "its prices are beyond all sense"}
	}
	var feeCap uint256.Int
	feeCap.Lsh(header.BaseFee, 1)
	feeCap.Add(&feeCap, wei(&tip).Int())
	return Fees{Tip: wei(&tip), FeeCap: ops.Wei(feeCap)}, nil
}

// EstimateGas is what the call would use on the newest state. A call that
// reverts is a *Revert.
func (c *Client) EstimateGas(ctx context.Context, call ops.Call) (uint64, error) {
	var gas hexutil.Uint64
	err := c.do(ctx, request{method: "eth_estimateGas", params: []any{callArgs(call)}, into: &gas})
	return uint64(gas), asRevert(err)
}

// Account is what decides whether an account can send.
type Account struct {
	Nonce   uint64 // of the next transaction to be mined
	Pending uint64 // the same, with those that wait counted
	Balance ops.Wei
}

// AccountAt reads an account's nonce and balance at a block, and the pending
// nonce of now. A transaction with a block's nonce cannot be mined any more if
// the account has sent another one since.
func (c *Client) AccountAt(ctx context.Context, address common.Address, at BlockRef) (Account, error) {
	var mined, pending hexutil.Uint64
	var balance hexutil.Big
	errs, err := c.batch(ctx, []request{
		{method: "eth_getTransactionCount", params: []any{address, at.param()}, into: &mined},
		{method: "eth_getTransactionCount", params: []any{address, "pending"}, into: &pending},
		{method: "eth_getBalance", params: []any{address, at.param()}, into: &balance},
	})
	if err == nil {
		err = first(errs)
	}
	if err != nil {
		return Account{}, err
	}
	return Account{Nonce: uint64(mined), Pending: uint64(pending), Balance: wei(&balance)}, nil
}

// ChainID asks the node for its chain.
func (c *Client) ChainID(ctx context.Context) (uint64, error) {
	var id hexutil.Uint64
	err := c.do(ctx, request{method: "eth_chainId", into: &id})
	if err == nil && id == 0 {
		err = &ChainError{Got: 0}
	}
	return uint64(id), err
}

// SendRaw publishes a signed transaction. A *RefusedError is the node's no; after
// a *DoubtError the transaction may be out.
func (c *Client) SendRaw(ctx context.Context, signed []byte) error {
	var hash common.Hash
	return c.sendFailure(c.do(ctx, request{method: "eth_sendRawTransaction", params: []any{hexutil.Bytes(signed)}, into: &hash}))
}

// SendUnsigned has the node sign and publish: for development chains, which
// hold their accounts' keys. The errors are SendRaw's.
func (c *Client) SendUnsigned(ctx context.Context, from common.Address, tx *types.Transaction) (common.Hash, error) {
	args := map[string]any{
		"from": from, "to": tx.To(), "data": hexutil.Bytes(tx.Data()), "value": (*hexutil.Big)(tx.Value()),
		"nonce": hexutil.Uint64(tx.Nonce()), "gas": hexutil.Uint64(tx.Gas()),
		"maxFeePerGas": (*hexutil.Big)(tx.GasFeeCap()), "maxPriorityFeePerGas": (*hexutil.Big)(tx.GasTipCap()),
		"chainId": (*hexutil.Big)(tx.ChainId()),
	}
	var hash common.Hash
	err := c.do(ctx, request{method: "eth_sendTransaction", params: []any{args}, into: &hash})
	return hash, c.sendFailure(err)
}

// wei takes a number that was read as hexutil reads them: below 2^256.
func wei(n *hexutil.Big) ops.Wei { return ops.Wei(*uint256.MustFromBig(n.ToInt())) }
