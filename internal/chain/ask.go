package chain

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Question is one JSON-RPC request that is passed on as it is.
type Question struct {
	Method string
	Params []any
}

// Ask passes one request on. Its errors are those of this package: a *NodeError
// where the node answers with one.
func (w *wire) Ask(ctx context.Context, q Question) (json.RawMessage, error) {
	var answer json.RawMessage
	err := w.do(ctx, request{method: q.Method, params: q.Params, into: &answer})
	return answer, err
}

// AskAll passes requests on in one round trip. What the node answers with an
// error is nil.
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

// Another is a client for a node that is made from this one, as a fork is: on the
// same chain, with the same factories, and without this one's headers. It waits a
// minute longer, for one answer of it may need many of this one, and once.
func (c *Client) Another(ctx context.Context, url string) (*Client, error) {
	return Dial(ctx, url, Options{Timeout: c.timeout + time.Minute, Once: true, ChainID: c.chainID, Factories: c.factories, Vaults: c.vaults})
}

// Within limits what is asked of RPC as the client's own requests are.
func (w *wire) Within(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, w.timeout)
}

// Attempt is what came of a call that was only tried.
type Attempt struct {
	Answer []byte
	Revert *Revert // nil: it does not revert
}

// Try calls without sending, all on one block and in one round trip.
func (c calls) Try(ctx context.Context, calls []ops.Call, at BlockRef) ([]Attempt, error) {
	return c.try(ctx, calls, 0, at.param())
}

// TryLater tries calls on the state of one block at a later time, nobody having
// acted since. Not every node can: a development chain does.
func (c calls) TryLater(ctx context.Context, calls []ops.Call, at BlockRef, later units.Time) ([]Attempt, error) {
	return c.try(ctx, calls, 0, at.param(), map[string]any{}, map[string]any{"time": hexutil.Uint64(later)})
}

// TryBounded is Try with a gas limit for each call. The limit bounds the answer too: the
// memory for an answer of n words costs at least 3n + n²/512. Calls that were tried
// together with a look at the pool on that block are not repeated.
func (c calls) TryBounded(ctx context.Context, calls []ops.Call, at BlockRef, gas uint64) ([]Attempt, error) {
	if came, all := c.cameBeside(calls, at, gas); all {
		return came, nil
	}
	return c.try(ctx, calls, gas, at.param())
}

// try gives each call so much gas; 0: as much as the node does.
func (c calls) try(ctx context.Context, calls []ops.Call, gas uint64, on ...any) ([]Attempt, error) {
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
		case gas > 0 && errors.As(errs[i], &refused):
			attempts[i].Revert = new(Revert) // out of gas
		default:
			return nil, failed
		}
	}
	return attempts, nil
}

// ReadingQuestions are what reading a pool at a block asks of the EVM, for who
// wants to know which state that touches.
func (p pools) ReadingQuestions(pool common.Address, at BlockRef) []Question {
	r := &reading{pool: pool, asked: p.factories.addresses()}
	var questions []Question
	for _, request := range p.lensRequests(r, at, make([]hexutil.Bytes, pages)) {
		questions = append(questions, Question{request.method, request.params})
	}
	return questions
}
