// Package chain is mpool's view of a node. It reads a pool's whole state at one block, simulates
// plans, estimates fees, sends and awaits transactions. It signs nothing.
//
// Every error of this package has a message for the user and contains no secrets: of the node's URL
// it shows only scheme, host and port.
package chain

import (
	"context"
	"net/http"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain/wire"
)

// Options say how to talk to a node. The zero value has all defaults.
type Options struct {
	Timeout   time.Duration // of one request; 0: the default
	BackOff   time.Duration // before the second try of a read; 0: the default
	Once      bool          // do not retry after a timeout
	Headers   http.Header
	ChainID   uint64           // the chain that the node must be on; 0: any
	Factories []Factory        // in addition to those of Deployments, for forks of Balancer and local chains
	Vaults    []common.Address // in addition to Balancer's
	Source    string           // origin of the URL, for errors: --rpc-url, a variable, or file and line; empty: unknown
}

// Client talks to one node. It consists of a part for each subject. Several goroutines may use it.
// After returns another Client on the same connections and does not change this one.
type Client struct {
	Wire         *wire.Conn
	Lens         *lensReader
	Transactions Transactions
	Factories    Foundry
	Checkup      checkup
	blocks
	fees
	accounts
	safes
	pools
	calls
	simulator
}

// blocks reads blocks, their transactions and events, and the state of accounts at a block.
type blocks struct{ wire *wire.Conn }

// Transactions sends, follows and explains transactions.
type Transactions struct {
	wire   *wire.Conn
	blocks blocks
}

// fees returns current fees, and accounts that cannot pay them.
type fees struct{ wire *wire.Conn }

// accounts reads tokens and allowlists, and says which addresses are contracts.
type accounts struct{ wire *wire.Conn }

// safes reads Safes and their owners' approvals.
type safes struct {
	wire   *wire.Conn
	blocks blocks
	seen   *memory
}

// pools reads the state of pools through the lens contract.
type pools struct {
	wire *wire.Conn
	lens *lensReader
}

// lensReader runs the lens contract: at a block, or after the calls of a simulation.
type lensReader struct {
	wire  *wire.Conn
	known balancer
	seen  *memory
}

// Foundry knows the factories of Managed Pools, and who owns their pools.
type Foundry struct {
	wire     *wire.Conn
	accounts accounts
	known    factories
}

// calls tries single calls.
type calls struct {
	wire *wire.Conn
	seen *memory
}

// simulator simulates calls on the state of a block.
type simulator struct {
	run      runner
	lens     *lensReader
	blocks   blocks
	accounts accounts
}

// Dial returns a client for the node at url. Over HTTP it sends nothing yet.
func Dial(ctx context.Context, url string, o Options) (*Client, error) {
	w, err := wire.Connect(ctx, url, wire.Options{Timeout: o.Timeout, BackOff: o.BackOff, Once: o.Once, Headers: o.Headers, ChainID: o.ChainID, Source: o.Source})
	if err != nil {
		return nil, err
	}
	return newClient(w, balancer{append(factories(o.Factories), knownFactories()...), o.Vaults}), nil
}

// newClient creates all parts on one connection.
func newClient(w *wire.Conn, b balancer) *Client {
	seen := &memory{}
	read, look, lens := blocks{w}, accounts{w}, &lensReader{w, b, seen}
	return &Client{
		Wire: w, Lens: lens, Transactions: Transactions{w, read}, Factories: Foundry{w, look, b.factories}, Checkup: checkup{w},
		blocks: read, fees: fees{w}, accounts: look, safes: safes{w, read, seen}, pools: pools{w, lens}, calls: calls{w, seen},
		simulator: simulator{run: runner{wire: w}, lens: lens, blocks: read, accounts: look},
	}
}

// Close closes the connections.
func (c *Client) Close() { c.Wire.Close() }
