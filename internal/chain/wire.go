package chain

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

// wire is the connection to one node. It sends requests, in batches if the node accepts them,
// retries, and turns failures into errors for the user.
type wire struct {
	rpc       *rpc.Client
	transport *http.Transport
	node      redact.Endpoint
	timeout   time.Duration
	backOff   time.Duration
	patient   bool   // retries after a timeout
	chainID   uint64 // the chain that the node must be on; 0: any
	source    string // origin of the URL

	noBatches atomic.Bool // the node refuses them, so it is asked only once
}

// connect creates the connection. Over HTTP it sends nothing yet.
func connect(ctx context.Context, url string, o Options) (*wire, error) {
	w := &wire{
		transport: http.DefaultTransport.(*http.Transport).Clone(),
		node:      redact.New(url, o.Headers),
		timeout:   o.Timeout,
		patient:   !o.Once,
		backOff:   o.BackOff,
		chainID:   o.ChainID,
		source:    o.Source,
	}
	if w.timeout <= 0 {
		w.timeout = DefaultTimeout
	}
	if w.backOff <= 0 {
		w.backOff = DefaultBackOff
	}
	ctx, cancel := context.WithTimeout(ctx, w.timeout)
	defer cancel()
	var err error
	w.rpc, err = rpc.DialOptions(ctx, url,
		rpc.WithHTTPClient(httpClient(w.transport)), rpc.WithHeaders(o.Headers))
	if err != nil {
		return nil, w.failure(ctx, "", err)
	}
	return w, nil
}

func (w *wire) close() {
	w.rpc.Close()
	w.transport.CloseIdleConnections()
}

// Node is the node's URL for display: scheme, host and port.
func (w *wire) Node() string { return w.node.Shown }

// RPC is the connection itself, for methods that only development nodes have. Its errors may
// contain the node's URL, so they must go through Clean.
func (w *wire) RPC() *rpc.Client { return w.rpc }

// Clean turns an error of RPC into one of this package, without secrets. ctx is the call's context,
// without the time limit of one request.
func (w *wire) Clean(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	return w.failure(ctx, "a request", err)
}

// request is one JSON-RPC request and the destination of its result.
type request struct {
	method string
	params []any
	into   any
}

// do sends one read request, and retries if the node fails for a moment.
func (w *wire) do(ctx context.Context, r request) error {
	return w.retrying(ctx, func() error { return w.once(ctx, r) })
}

// once sends one request without retries.
func (w *wire) once(ctx context.Context, r request) error {
	mistake.Point("chain")
	timed, cancel := context.WithTimeout(ctx, w.timeout)
	defer cancel()
	timed, told := listening(timed)
	if err := w.rpc.CallContext(timed, r.into, r.method, r.params...); err != nil {
		return told.in(w.failure(ctx, r.method, err))
	}
	return nil
}

// batch sends the requests in one HTTP round trip, or one by one if the node refuses that. It
// returns the errors of the single requests.
func (w *wire) batch(ctx context.Context, requests []request) (errs []error, err error) {
	if w.noBatches.Load() || len(requests) == 1 {
		return w.oneByOne(ctx, requests)
	}
	_ = w.retrying(ctx, func() error {
		if errs, err = w.batchOnce(ctx, requests); err != nil {
			return err
		}
		return behind(errs)
	})
	return errs, err
}

func (w *wire) batchOnce(ctx context.Context, requests []request) ([]error, error) {
	errs, err := w.batchWhole(ctx, requests)
	if errors.Is(err, errNoBatch) {
		w.noBatches.Store(true)
		return w.oneByOne(ctx, requests)
	}
	return errs, err
}

// errNoBatch says that the node refuses batches, or batches of this length.
var errNoBatch = errors.New("the node refuses the batch")

// batchWhole sends the requests in one HTTP round trip; if the node refuses the batch, the error is
// errNoBatch.
func (w *wire) batchWhole(ctx context.Context, requests []request) ([]error, error) {
	elems := make([]rpc.BatchElem, len(requests))
	for i, r := range requests {
		elems[i] = rpc.BatchElem{Method: r.method, Args: r.params, Result: r.into}
	}
	timed, cancel := context.WithTimeout(ctx, w.timeout)
	defer cancel()
	timed, told := listening(timed)
	err := w.rpc.BatchCallContext(timed, elems)
	if refused(err, elems) {
		return nil, errNoBatch
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
func (w *wire) oneByOne(ctx context.Context, requests []request) ([]error, error) {
	errs := make([]error, len(requests))
	for i, r := range requests {
		errs[i] = w.do(ctx, r)
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

// first returns the first error, or nil.
func first(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
