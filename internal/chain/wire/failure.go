package wire

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"mpool/internal/units"
)

// ErrMalformed marks an answer that no node should give.
var ErrMalformed = errors.New("its response is malformed")

// failure turns an error of the RPC library into one of this package. Such errors must not leave
// the package in another way, because they contain the node's whole URL. ctx is the caller's
// context, without the time limit of one request.
func (w *Conn) failure(ctx context.Context, method string, err error) error {
	failed := w.failureOf(ctx, method, err)
	var gone *UnreachableError
	if errors.As(failed, &gone) {
		gone.source = w.source
	}
	return failed
}

func (w *Conn) failureOf(ctx context.Context, method string, err error) error {
	var http rpc.HTTPError
	var answer rpc.Error
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return context.Canceled
	case isTimeout(err):
		return &UnreachableError{Node: w.node.Shown, Reason: fmt.Sprintf("no response within %s", units.Wait(w.Timeout)), cause: context.DeadlineExceeded}
	case errors.As(err, &http):
		return w.httpFailure(method, http)
	case errors.Is(err, ErrMalformed):
		return &UnableError{Node: w.node.Shown, What: "answer " + method, Answer: w.node.Clean(err.Error())}
	case errors.As(err, &answer):
		return withWait(w.answered(method, answer.ErrorCode(), answer.Error(), errorData(err)), err)
	}
	return &UnreachableError{Node: w.node.Shown, Reason: w.reason(err), lasting: lasts(err), answered: isNoJSON(err)}
}

func isTimeout(err error) bool {
	var n net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &n) && n.Timeout()
}

// httpFailure reads an answer whose status is not 200, because some nodes send JSON-RPC errors that
// way.
func (w *Conn) httpFailure(method string, e rpc.HTTPError) error {
	var body struct {
		Error *struct {
			Code    int    `json:"code"`
			Message string `json:"message"`
			Data    any    `json:"data"`
		} `json:"error"`
	}
	said := fmt.Sprintf("HTTP %d %s", e.StatusCode, http.StatusText(e.StatusCode))
	if e.StatusCode >= 300 && e.StatusCode < 400 {
		return &UnreachableError{Node: w.node.Shown, Reason: "it redirects (" + said + "), which mpool does not follow: use the address that it redirects to", lasting: true}
	}
	if json.Unmarshal(e.Body, &body) == nil && body.Error != nil {
		if e.StatusCode != http.StatusTooManyRequests {
			err := w.answered(method, body.Error.Code, body.Error.Message, HexData(body.Error.Data))
			return withStatus(err, e.StatusCode)
		}
		said += ": " + w.node.Clean(body.Error.Message)
	}
	if e.StatusCode == http.StatusTooManyRequests {
		limit := &LimitError{Node: w.node.Shown, Answer: said}
		if body.Error != nil {
			limit.Wait = backOffSeconds(body.Error.Data)
		}
		return limit
	}
	passing := e.StatusCode >= 500 || e.StatusCode == http.StatusRequestTimeout
	return &UnreachableError{Node: w.node.Shown, Reason: "it returned " + said, Status: e.StatusCode, lasting: !passing}
}

func withStatus(err error, status int) error {
	var answer *NodeError
	if errors.As(err, &answer) {
		answer.Status = status
	}
	return err
}

// answered returns the error for a JSON-RPC error.
func (w *Conn) answered(method string, code int, message string, data []byte) error {
	e := &NodeError{Node: w.node.Shown, Method: method, Code: code, Message: w.node.Clean(message), Data: data}
	if e.tooMany() {
		return &LimitError{Node: e.Node, Answer: e.Message}
	}
	return e
}

// reason describes a failure below JSON-RPC.
func (w *Conn) reason(err error) string {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err // u repeats the URL
	}
	if isNoJSON(err) || errors.Is(err, io.ErrUnexpectedEOF) {
		return "its response is not JSON-RPC: " + w.node.Clean(err.Error())
	}
	return w.node.Reason(err)
}

// isNoJSON says whether a complete answer is not JSON of the expected form.
func isNoJSON(err error) bool {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	return errors.As(err, &syntax) || errors.As(err, &kind)
}

// refused says whether the node refuses batches: its answer is not the list of answers.
func refused(err error, elems []rpc.BatchElem) bool {
	var kind *json.UnmarshalTypeError
	var status rpc.HTTPError
	switch {
	case errors.As(err, &kind):
		return true
	case errors.As(err, &status):
		return status.StatusCode >= 400 && status.StatusCode < 500 &&
			status.StatusCode != http.StatusUnauthorized && status.StatusCode != http.StatusTooManyRequests
	case err != nil:
		return false
	}
	for _, e := range elems {
		var answer rpc.Error
		if errors.Is(e.Error, rpc.ErrMissingBatchResponse) || errors.As(e.Error, &answer) && Says(answer.Error(), "batch") {
			return true
		}
	}
	return false
}

// errorData is the data field of a JSON-RPC error, such as a revert's data.
func errorData(err error) []byte {
	var d rpc.DataError
	if !errors.As(err, &d) {
		return nil
	}
	return HexData(d.ErrorData())
}

// HexData decodes hex, which some nodes put into an object with a field data.
func HexData(data any) []byte {
	if nested, ok := data.(map[string]any); ok {
		data = nested["data"]
	}
	text, ok := data.(string)
	if !ok {
		return nil
	}
	b, err := hexutil.Decode(text)
	if err != nil {
		return nil
	}
	return b
}
