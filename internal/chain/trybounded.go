package chain

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/ops"
)

// TryBounded is Try with so much gas for each call, so that none can answer with more than
// that pays for. What was asked beside the pool on that block is known already. The memory of an answer of n words costs at least 3n + n²/512.
func (c *Client) TryBounded(ctx context.Context, calls []ops.Call, at BlockRef, gas uint64) ([]Attempt, error) {
	if came, all := c.cameBeside(calls, at, gas); all {
		return came, nil
	}
	answers := make([]hexutil.Bytes, len(calls))
	requests := make([]request, len(calls))
	for i, call := range calls {
		args := callArgs(call)
		args["gas"] = hexutil.Uint64(gas)
		requests[i] = request{method: "eth_call", params: []any{args, at.param()}, into: &answers[i]}
	}
	if len(calls) == 0 {
		return nil, nil
	}
	errs, err := c.batch(ctx, requests)
	if err != nil {
		return nil, err
	}
	attempts := make([]Attempt, len(calls))
	for i := range calls {
		attempts[i].Answer = answers[i]
		var refused *NodeError
		switch failed := asRevert(errs[i]); {
		case errs[i] == nil || errors.As(failed, &attempts[i].Revert):
		case errors.As(errs[i], &refused):
			attempts[i].Revert = new(Revert) // out of gas
		default:
			return nil, failed
		}
	}
	return attempts, nil
}
