// Package chain is mpool's view of a node: it reads a pool's whole state at one
// block, simulates a plan, estimates fees, broadcasts and awaits transactions,
// and explains reverts. It signs nothing.
//
// Every error of this package is in the user's terms and free of secrets: of
// the node's address only scheme, host and port are ever shown.
package chain

import (
	"context"
	"net/http"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
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

// Client talks to one node, and has a part for each subject. It may be used by several
// goroutines: what After gives out is another Client on the same connections, and changes
// none.
type Client struct {
	*wire
	blocks
	transactions
	fees
	accounts
	safes
	simulator
}

// blocks read what a chain has: its blocks, their events, and accounts behind them.
type blocks struct{ *wire }

// transactions send, follow and explain them.
type transactions struct{ blocks }

// fees say what sending costs, and who cannot pay for it.
type fees struct{ *wire }

// accounts read tokens, members of allowlists, and which addresses are contracts.
type accounts struct{ *wire }

// safes read Safes and what their owners agreed to.
type safes struct{ blocks }

// pools read the state of pools by the lens.
type pools struct {
	*wire
	balancer
}

// calls try single calls.
type calls struct{ *wire }

// simulator runs calls on the state of a block, in blocks of its own.
type simulator struct {
	*wire
	blocks
	accounts
	calls
	pools
	ahead []ops.Call // see After
}

// Dial makes a client for the node at url. Over HTTP nothing is sent yet.
func Dial(ctx context.Context, url string, o Options) (*Client, error) {
	if err := checkAddress(url); err != nil {
		err.source = o.Source
		return nil, err
	}
	w, err := connect(ctx, url, o)
	if err != nil {
		return nil, err
	}
	return newClient(w, balancer{append(factories(o.Factories), knownFactories()...), o.Vaults}), nil
}

// newClient has all parts share a connection.
func newClient(w *wire, b balancer) *Client {
	read := blocks{w}
	return &Client{
		wire: w, blocks: read, transactions: transactions{read}, fees: fees{w}, accounts: accounts{w}, safes: safes{read},
		simulator: simulator{wire: w, blocks: read, accounts: accounts{w}, calls: calls{w}, pools: pools{w, b}},
	}
}
