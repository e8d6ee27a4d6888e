package chain

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/rpc"

	"mpool/internal/mistake"
	"mpool/internal/redact"
)

// wire is the connection to one node: it asks, in batches where the node takes them,
// again where that may help, and says in the user's terms what failed.
type wire struct {
	rpc       *rpc.Client
	transport *http.Transport
	node      redact.Endpoint
	timeout   time.Duration
	backOff   time.Duration
	patient   bool   // asks again what was not answered in time
	chainID   uint64 // the chain that the node must be on; 0: any
	source    string // of the address

	*found
}

// found is what was found out about the node, so that it is asked only once.
type found struct {
	noBatches  atomic.Bool
	noCreation atomic.Bool // eth_call without `to`
	plain      sync.Map    // of plainAccount: those that were seen
	besides    atomic.Pointer[beside]
}

// connect makes the connection. Over HTTP nothing is sent yet.
func connect(ctx context.Context, url string, o Options) (*wire, error) {
	w := &wire{
		found:     &found{},
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

// Close ends the connections.
func (w *wire) Close() {
	w.rpc.Close()
	w.transport.CloseIdleConnections()
}

// Node is the node's address as it may be shown: scheme, host and port.
func (w *wire) Node() string { return w.node.Shown }

// RPC is the connection itself, for what only development chains do. Errors of
// it may hold the node's address: they go through Clean.
func (w *wire) RPC() *rpc.Client { return w.rpc }

// Clean makes an error of RPC one of this package, free of secrets. ctx is that
// of the call, without a time limit for one request.
func (w *wire) Clean(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	return w.failure(ctx, "a request", err)
}

// request is one JSON-RPC request and the place for its result.
type request struct {
	method string
	params []any
	into   any
}

// do sends one request that reads, again where the node fails for a moment.
func (w *wire) do(ctx context.Context, r request) error {
	return w.retrying(ctx, func() error { return w.once(ctx, r) })
}

// once sends one request, and never again.
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

// batch sends the requests in one HTTP round trip, or one by one if the node refuses that.
// It returns the errors of the single requests.
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

// errNoBatch says that the node refuses a batch: all, or those of this length.
var errNoBatch = errors.New("the node refuses the batch")

// batchWhole sends the requests in one HTTP round trip, or not at all.
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

// oneByOne ends at the first request that the node does not answer at all.
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

// limited finds a request that was answered by a plea for fewer.
func limited(errs []error) error {
	for _, err := range errs {
		var limit *LimitError
		if errors.As(err, &limit) {
			return limit
		}
	}
	return nil
}

// first is the first of the errors, or nil.
func first(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
