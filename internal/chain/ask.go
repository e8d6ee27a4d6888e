package chain

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/ops"
	"mpool/internal/revert"
	"mpool/internal/units"
)

// Question is one JSON-RPC request to pass on unchanged.
type Question struct {
	Method string
	Params []any
}

// Ask passes one request on. If the node answers with an error, the error is a *NodeError.
func (w *wire) Ask(ctx context.Context, q Question) (json.RawMessage, error) {
	var answer json.RawMessage
	err := w.do(ctx, request{method: q.Method, params: q.Params, into: &answer})
	return answer, err
}

// AskAll passes requests on in one round trip. An answer is nil if the node returned an error for
// it.
func (w *wire) AskAll(ctx context.Context, questions []Question) ([]json.RawMessage, error) {
	answers := make([]json.RawMessage, len(questions))
	requests := make([]request, len(questions))
	for i, q := range questions {
		requests[i] = request{method: q.Method, params: q.Params, into: &answers[i]}
	}
	if len(requests) == 0 {
		return nil, nil
	}
	_, err := w.batch(ctx, requests)
	return answers, err
}

// Another returns a client for a node that depends on this one, such as a fork. It expects the same
// chain and factories, but does not send this client's headers. Its timeout is a minute longer,
// because one answer may need many of this node, and it does not retry after a timeout.
func (c *Client) Another(ctx context.Context, url string) (*Client, error) {
	return Dial(ctx, url, Options{Timeout: c.Wire.timeout + time.Minute, Once: true, ChainID: c.Wire.chainID, Factories: c.Lens.known.factories, Vaults: c.Lens.known.vaults})
}

// Within applies the client's time limit for one request to calls through RPC.
func (w *wire) Within(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, w.timeout)
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
func try(ctx context.Context, w *wire, calls []ops.Call, gas uint64, on ...any) ([]Attempt, error) {
	answers := make([]hexutil.Bytes, len(calls))
	requests := make([]request, len(calls))
	for i, call := range calls {
		args := callArgs(call)
		if gas > 0 {
			args["gas"] = hexutil.Uint64(gas)
		}
		requests[i] = request{method: "eth_call", params: append([]any{args}, on...), into: &answers[i]}
	}
	if len(calls) == 0 {
		return nil, nil
	}
	errs, err := w.batch(ctx, requests)
	if err != nil {
		return nil, err
	}
	attempts := make([]Attempt, len(calls))
	for i := range calls {
		attempts[i].Answer = answers[i]
		var refused *NodeError
		switch failed := asRevert(errs[i]); {
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
func (l *lensReader) Questions(pool common.Address, at BlockRef) []Question {
	r := &reading{pool: pool, asked: l.known.factories.addresses()}
	var questions []Question
	for _, request := range l.lensRequests(r, at, make([]hexutil.Bytes, pages)) {
		questions = append(questions, Question{request.method, request.params})
	}
	return questions
}
