// Package chain is mpool's view of a node: it reads a pool's whole state at one
// block, simulates a plan, estimates fees, broadcasts and awaits transactions,
// and explains reverts. It signs nothing.
//
// Every error of this package is in the user's terms and free of secrets: of
// the node's address only scheme, host and port are ever shown.
package chain

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rpc"

	"mpool/internal/mistake"
	"mpool/internal/ops"
	"mpool/internal/redact"
)

// DefaultTimeout is how long one request may take: Foundry's default.
const DefaultTimeout = 45 * time.Second

// Options say how to talk to a node. The zero value is complete.
type Options struct {
	Timeout   time.Duration // of one request; 0: DefaultTimeout
	BackOff   time.Duration // before a read is tried again; 0: DefaultBackOff
	Once      bool          // do not ask again what was not answered in time
	Headers   http.Header
	ChainID   uint64           // the chain that the node must be on; 0: any
	Factories []Factory        // beside those of Deployments, as forks of Balancer and local chains have
	Vaults    []common.Address // beside Balancer's
	Source    string           // of the node's address, for errors: --rpc-url, a variable, file and line; empty: not known
}

// Client talks to one node. It may be used by several goroutines: what After gives
// out is another Client on the same connections, and changes none.
type Client struct {
	rpc       *rpc.Client
	transport *http.Transport
	node      redact.Endpoint
	timeout   time.Duration
	backOff   time.Duration
	patient   bool // asks again what was not answered in time
	chainID   uint64
	factories factories
	vaults    []common.Address
	source    string // of the address

	*found

	ahead []ops.Call // see After
}

// found is what was found out about the node, so that it is asked only once.
type found struct {
	noBatches  atomic.Bool
	noCreation atomic.Bool // eth_call without `to`
	plain      sync.Map    // of plainAccount: those that were seen
	besides    atomic.Pointer[beside]
}

// Dial makes a client for the node at url. Over HTTP nothing is sent yet.
func Dial(ctx context.Context, url string, o Options) (*Client, error) {
	if err := checkAddress(url); err != nil {
		err.source = o.Source
		return nil, err
	}
	c := &Client{
		found:     &found{},
		transport: http.DefaultTransport.(*http.Transport).Clone(),
		node:      redact.New(url, o.Headers),
		timeout:   o.Timeout,
		patient:   !o.Once,
		backOff:   o.BackOff,
		chainID:   o.ChainID,
		factories: append(factories(o.Factories), knownFactories()...),
		vaults:    o.Vaults,
		source:    o.Source,
	}
	if c.timeout <= 0 {
		c.timeout = DefaultTimeout
	}
	if c.backOff <= 0 {
		c.backOff = DefaultBackOff
	}
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	var err error
	c.rpc, err = rpc.DialOptions(ctx, url,
		rpc.WithHTTPClient(httpClient(c.transport)), rpc.WithHeaders(o.Headers))
	if err != nil {
		return nil, c.failure(ctx, "", err)
	}
	return c, nil
}

// Close ends the connections.
func (c *Client) Close() {
	c.rpc.Close()
	c.transport.CloseIdleConnections()
}

// Node is the node's address as it may be shown: scheme, host and port.
func (c *Client) Node() string { return c.node.Shown }

// RPC is the connection itself, for what only development chains do. Errors of
// it may hold the node's address: they go through Clean.
func (c *Client) RPC() *rpc.Client { return c.rpc }

// Clean makes an error of RPC one of this package, free of secrets. ctx is that
// of the call, without a time limit for one request.
func (c *Client) Clean(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	return c.failure(ctx, "a request", err)
}

// request is one JSON-RPC request and the place for its result.
type request struct {
	method string
	params []any
	into   any
}

// do sends one request that reads, again where the node fails for a moment.
func (c *Client) do(ctx context.Context, r request) error {
	return c.retrying(ctx, func() error { return c.once(ctx, r) })
}

// once sends one request, and never again.
func (c *Client) once(ctx context.Context, r request) error {
	mistake.Point("chain")
	timed, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	timed, told := listening(timed)
	if err := c.rpc.CallContext(timed, r.into, r.method, r.params...); err != nil {
		return told.in(c.failure(ctx, r.method, err))
	}
	return nil
}

// batch sends the requests in one HTTP round trip, or one by one where the node
// refuses that. The errors are those of the single requests.
func (c *Client) batch(ctx context.Context, requests []request) (errs []error, err error) {
	if c.noBatches.Load() || len(requests) == 1 {
		return c.oneByOne(ctx, requests)
	}
	_ = c.retrying(ctx, func() error {
		if errs, err = c.batchOnce(ctx, requests); err != nil {
			return err
		}
		return behind(errs)
	})
	return errs, err
}

func (c *Client) batchOnce(ctx context.Context, requests []request) ([]error, error) {
	elems := make([]rpc.BatchElem, len(requests))
	for i, r := range requests {
		elems[i] = rpc.BatchElem{Method: r.method, Args: r.params, Result: r.into}
	}
	timed, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	timed, told := listening(timed)
	err := c.rpc.BatchCallContext(timed, elems)
	if refused(err, elems) {
		c.noBatches.Store(true)
		return c.oneByOne(ctx, requests)
	}
	if err != nil {
		return nil, told.in(c.failure(ctx, "a batch", err))
	}
	errs := make([]error, len(elems))
	for i, e := range elems {
		if e.Error != nil {
			errs[i] = told.in(c.failure(ctx, e.Method, e.Error))
		}
	}
	return errs, limited(errs)
}

// oneByOne ends at the first request that the node does not answer at all.
func (c *Client) oneByOne(ctx context.Context, requests []request) ([]error, error) {
	errs := make([]error, len(requests))
	for i, r := range requests {
		errs[i] = c.do(ctx, r)
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
