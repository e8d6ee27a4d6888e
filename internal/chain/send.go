package chain

import (
	"context"

	"github.com/ethereum/go-ethereum/common/hexutil"
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
	const most = 128 // bits, of numbers that are fees: no sum of them wraps
	if header.BaseFee.BitLen() > most || wei(&tip).Int().BitLen() > most {
		return Fees{}, &UnableError{Node: c.node.shown, What: "tell what gas costs", Answer: "its base fee or tip is no amount that there is"}
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

// ChainID asks the node for its chain.
func (c *Client) ChainID(ctx context.Context) (uint64, error) {
	var id hexutil.Uint64
	err := c.do(ctx, request{method: "eth_chainId", into: &id})
	if err == nil && id == 0 {
		err = c.noChain()
	}
	return uint64(id), err
}

// wei takes a number that was read as hexutil reads them: below 2^256.
func wei(n *hexutil.Big) ops.Wei { return ops.Wei(*uint256.MustFromBig(n.ToInt())) }
