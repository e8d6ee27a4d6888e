package wire

import (
	"context"
	"encoding/json"
)

// Question is one JSON-RPC request to pass on unchanged.
type Question struct {
	Method string
	Params []any
}

// Ask passes one request on. If the node answers with an error, the error is a *NodeError.
func (w *Conn) Ask(ctx context.Context, q Question) (json.RawMessage, error) {
	var answer json.RawMessage
	err := w.Do(ctx, Request{Method: q.Method, Params: q.Params, Into: &answer})
	return answer, err
}

// AskAll passes requests on in one round trip. An answer is nil if the node returned an error for
// it.
func (w *Conn) AskAll(ctx context.Context, questions []Question) ([]json.RawMessage, error) {
	answers := make([]json.RawMessage, len(questions))
	requests := make([]Request, len(questions))
	for i, q := range questions {
		requests[i] = Request{Method: q.Method, Params: q.Params, Into: &answers[i]}
	}
	if len(requests) == 0 {
		return nil, nil
	}
	_, err := w.Batch(ctx, requests)
	return answers, err
}

// Within applies the client's time limit for one request to calls through RPC.
func (w *Conn) Within(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, w.Timeout)
}
