// Package wire is the connection to one node: it sends requests, alone and in batches, waits as the
// node asks, tries reads again, and says in words how the node failed.
//
// Every error of this package has a message for the user and contains no secrets: of the node's URL
// it shows only scheme, host and port.
package wire

import (
	"context"
	"errors"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/rpc"

	"mpool/internal/mistake"
	"mpool/internal/redact"
)

// Conn is the connection to one node. It sends requests, in batches if the node accepts them,
// retries, and turns failures into errors for the user.
type Conn struct {
	rpc       *rpc.Client
	transport *http.Transport
	node      redact.Endpoint
	Timeout   time.Duration // of one request
	backOff   time.Duration
	patient   bool   // retries after a timeout
	ChainID   uint64 // the chain that the node must be on; 0: any
	source    string // origin of the URL

	noBatches atomic.Bool // the node refuses them, so it is asked only once
}

// DefaultTimeout is the time limit of one request, the same as Foundry's default.
const DefaultTimeout = 45 * time.Second

// Options say how to talk to a node. The zero value has all defaults.
type Options struct {
	Timeout time.Duration // of one request; 0: DefaultTimeout
	BackOff time.Duration // before the second try of a read; 0: DefaultBackOff
	Once    bool          // do not retry after a timeout
	Headers http.Header
	ChainID uint64 // the chain that the node must be on; 0: any
	Source  string // origin of the URL, for errors
}

// Connect creates the connection. Over HTTP it sends nothing yet.
func Connect(ctx context.Context, url string, o Options) (*Conn, error) {
	if err := checkAddress(url); err != nil {
		err.source = o.Source
		return nil, err
	}
	w := &Conn{
		transport: http.DefaultTransport.(*http.Transport).Clone(),
		node:      redact.New(url, o.Headers),
		Timeout:   o.Timeout,
		patient:   !o.Once,
		backOff:   o.BackOff,
		ChainID:   o.ChainID,
		source:    o.Source,
	}
	if w.Timeout <= 0 {
		w.Timeout = DefaultTimeout
	}
	if w.backOff <= 0 {
		w.backOff = DefaultBackOff
	}
	ctx, cancel := context.WithTimeout(ctx, w.Timeout)
	defer cancel()
	var err error
	w.rpc, err = rpc.DialOptions(ctx, url,
		rpc.WithHTTPClient(httpClient(w.transport)), rpc.WithHeaders(o.Headers))
	if err != nil {
		return nil, w.failure(ctx, "", err)
	}
	return w, nil
}

// Close closes the connections.
func (w *Conn) Close() {
	w.rpc.Close()
	w.transport.CloseIdleConnections()
}

// Node is the node's URL for display: scheme, host and port.
func (w *Conn) Node() string { return w.node.Shown }

// Redact hides the node's secrets in a text.
func (w *Conn) Redact(text string) string { return w.node.Clean(text) }

// RPC is the connection itself, for methods that only development nodes have. Its errors may
// contain the node's URL, so they must go through Clean.
func (w *Conn) RPC() *rpc.Client { return w.rpc }

// Clean turns an error of RPC into one of this package, without secrets. ctx is the call's context,
// without the time limit of one request.
func (w *Conn) Clean(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	return w.failure(ctx, "a request", err)
}

// Request is one JSON-RPC Request and the destination of its result.
type Request struct {
	Method string
	Params []any
	Into   any
}

// Do sends one read request, and retries if the node fails for a moment.
func (w *Conn) Do(ctx context.Context, r Request) error {
	return w.Retrying(ctx, func() error { return w.Once(ctx, r) })
}

// Once sends one request without retries.
func (w *Conn) Once(ctx context.Context, r Request) error {
	mistake.Point("chain")
	timed, cancel := context.WithTimeout(ctx, w.Timeout)
	defer cancel()
	timed, told := listening(timed)
	if err := w.rpc.CallContext(timed, r.Into, r.Method, r.Params...); err != nil {
		return told.in(w.failure(ctx, r.Method, err))
	}
	return nil
}

// Batch sends the requests in one HTTP round trip, or one by one if the node refuses that. It
// returns the errors of the single requests.
func (w *Conn) Batch(ctx context.Context, requests []Request) (errs []error, err error) {
	if w.noBatches.Load() || len(requests) == 1 {
		return w.oneByOne(ctx, requests)
	}
	_ = w.Retrying(ctx, func() error {
		if errs, err = w.batchOnce(ctx, requests); err != nil {
			return err
		}
		return behind(errs)
	})
	return errs, err
}

func (w *Conn) batchOnce(ctx context.Context, requests []Request) ([]error, error) {
	errs, err := w.BatchWhole(ctx, requests)
	if errors.Is(err, ErrNoBatch) {
		w.noBatches.Store(true)
		return w.oneByOne(ctx, requests)
	}
	return errs, err
}

// ErrNoBatch says that the node refuses batches, or batches of this length.
var ErrNoBatch = errors.New("the node refuses the batch")

// BatchWhole sends the requests in one HTTP round trip; if the node refuses the batch, the error is
// errNoBatch.
func (w *Conn) BatchWhole(ctx context.Context, requests []Request) ([]error, error) {
	elems := make([]rpc.BatchElem, len(requests))
	for i, r := range requests {
		elems[i] = rpc.BatchElem{Method: r.Method, Args: r.Params, Result: r.Into}
	}
	timed, cancel := context.WithTimeout(ctx, w.Timeout)
	defer cancel()
	timed, told := listening(timed)
	err := w.rpc.BatchCallContext(timed, elems)
	if refused(err, elems) {
		return nil, ErrNoBatch
	}
	if err != nil {
		return nil, told.in(w.failure(ctx, "a batch", err))
	}
	errs := make([]error, len(elems))
	for i, e := range elems {
		if e.Error != nil {
			errs[i] = told.in(w.failure(ctx, e.Method, e.Error))
		}
	}
	return errs, limited(errs)
}

// oneByOne ends at the first request that the node does not answer.
func (w *Conn) oneByOne(ctx context.Context, requests []Request) ([]error, error) {
	errs := make([]error, len(requests))
	for i, r := range requests {
		errs[i] = w.Do(ctx, r)
		var answered *NodeError
		if errs[i] != nil && !errors.As(errs[i], &answered) {
			return nil, errs[i]
		}
	}
	return errs, nil
}

// limited returns the first LimitError, or nil.
func limited(errs []error) error {
	for _, err := range errs {
		var limit *LimitError
		if errors.As(err, &limit) {
			return limit
		}
	}
	return nil
}

// First returns the First error, or nil.
func First(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// TakesBatches is false once the node has refused a batch.
func (w *Conn) TakesBatches() bool { return !w.noBatches.Load() }

// IsChain refuses a chain other than the requested one.
func (w *Conn) IsChain(id uint64) error {
	switch {
	case id == 0:
		return w.NoChain()
	case w.ChainID != 0 && id != w.ChainID:
		return &ChainError{Want: w.ChainID, Got: id, source: w.source}
	}
	return nil
}

// NoChain refuses chain ID 0, because a signature for it would be valid on all chains.
func (w *Conn) NoChain() error {
	return &UnableError{Node: w.node.Shown, What: "report its chain ID", Answer: "it returned chain ID 0"}
}
