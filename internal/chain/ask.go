package chain

import (
	"context"
	"errors"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/wire"
	"mpool/internal/ops"
	"mpool/internal/revert"
	"mpool/internal/units"
)

// Another returns a client for a node that depends on this one, such as a fork. It expects the same
// chain and factories, but does not send this client's headers. Its timeout is a minute longer,
// because one answer may need many of this node, and it does not retry after a timeout.
func (c *Client) Another(ctx context.Context, url string) (*Client, error) {
	return Dial(ctx, url, Options{Timeout: c.Wire.Timeout + time.Minute, Once: true, ChainID: c.Wire.ChainID, Factories: c.Lens.known.factories, Vaults: c.Lens.known.vaults})
}

// Attempt is the result of a call that was not sent.
type Attempt struct {
	Answer []byte
	Revert *revert.Reason // nil: the call does not revert
}

// Try calls without sending, all at one block and in one round trip.
func (c calls) Try(ctx context.Context, calls []ops.Call, at BlockRef) ([]Attempt, error) {
	return try(ctx, c.wire, calls, 0, at.param())
}

// TryLater tries calls on the state of a block at a later time, as if nobody had acted since. Only
// some nodes can do that, such as development nodes.
func (c calls) TryLater(ctx context.Context, calls []ops.Call, at BlockRef, later units.Time) ([]Attempt, error) {
	return try(ctx, c.wire, calls, 0, at.param(), map[string]any{}, map[string]any{"time": hexutil.Uint64(later)})
}

// TryBounded is Try with a gas limit for each call. The limit also bounds the size of the answer,
// because memory for n words costs at least 3n + n²/512 gas. Calls that were tried together with
// reading the pool at that block are not repeated.
func (c calls) TryBounded(ctx context.Context, calls []ops.Call, at BlockRef, gas uint64) ([]Attempt, error) {
	if came, all := c.seen.cameBeside(calls, at, gas); all {
		return came, nil
	}
	return try(ctx, c.wire, calls, gas, at.param())
}

// try calls each with this gas limit; 0: the node's default.
func try(ctx context.Context, w *wire.Conn, calls []ops.Call, gas uint64, on ...any) ([]Attempt, error) {
	answers := make([]hexutil.Bytes, len(calls))
	requests := make([]wire.Request, len(calls))
	for i, call := range calls {
		args := callArgs(call)
		if gas > 0 {
			args["gas"] = hexutil.Uint64(gas)
		}
		requests[i] = wire.Request{Method: "eth_call", Params: append([]any{args}, on...), Into: &answers[i]}
	}
	if len(calls) == 0 {
		return nil, nil
	}
	errs, err := w.Batch(ctx, requests)
	if err != nil {
		return nil, err
	}
	attempts := make([]Attempt, len(calls))
	for i := range calls {
		attempts[i].Answer = answers[i]
		var refused *wire.NodeError
		switch failed := wire.AsRevert(errs[i]); {
		case errs[i] == nil || errors.As(failed, &attempts[i].Revert):
		case gas > 0 && errors.As(errs[i], &refused):
			attempts[i].Revert = new(revert.Reason) // out of gas
		default:
			return nil, failed
		}
	}
	return attempts, nil
}

// Questions returns the requests that read a pool at a block, for callers that need to know
// which state they touch.
func (l *lensReader) Questions(pool common.Address, at BlockRef) []wire.Question {
	r := &reading{pool: pool, asked: l.known.factories.addresses()}
	var questions []wire.Question
	for _, request := range l.lensRequests(r, at, make([]hexutil.Bytes, pages)) {
		questions = append(questions, wire.Question{Method: request.Method, Params: request.Params})
	}
	return questions
}
