package devnet

import (
	"cmp"
	"context"
	"errors"
	"strconv"

	"github.com/ethereum/go-ethereum/rpc"

	"mpool/internal/anvil"
)

// Options say what development chain is wanted. The zero value is the default
// one on a free port.
type Options struct {
	Port      int      // 0 takes a free one
	Tokens    int      // in the demo pool; 0 means DefaultTokens
	Artifacts []string // folders that are searched before the published package's
	Safe      string   // version of a 2-of-3 Safe that owns the demo pool; empty: an account does
	State     string   // a file that keeps the chain between two starts
	Anvil     string   // the program; empty: found on PATH or in the installed package
	Root      string   // the folder above devnet/node_modules; empty: searched upward
	Home      string   // the one in which the program may be installed; empty: Root
}

func (o Options) tokens() int {
	if o.Tokens == 0 {
		return DefaultTokens
	}
	return o.Tokens
}

// Devnet is a running development chain.
type Devnet struct {
	RPC      string `json:"rpc_url"`
	Restored bool   `json:"restored"` // from the state file
	*Chain
	child *anvil.Node
}

// Start starts anvil and deploys onto it, or brings back what the state file
// holds. The context covers the start only; Close ends the chain.
func Start(ctx context.Context, opts Options) (*Devnet, error) {
	opts.Root = anvil.Root(opts.Root)
	program, err := anvil.Find(opts.Anvil, cmp.Or(opts.Home, opts.Root))
	if err != nil {
		return nil, fromAnvil(err)
	}
	saved, err := loadState(opts.State)
	if err != nil {
		return nil, err
	}
	child, err := anvil.Start(ctx, program, opts.Port, anvilArgs(opts.State, saved)...)
	if err != nil {
		return nil, fromAnvil(err)
	}
	d, err := setUp(ctx, child, opts, saved)
	if err != nil {
		return nil, errors.Join(err, child.Stop())
	}
	return d, nil
}

// anvilArgs has anvil write its state every second, for what it would write at
// its end is lost when it is killed. It does not keep the chain id itself.
func anvilArgs(state string, saved *Deployment) []string {
	if state == "" {
		return nil
	}
	args := []string{"--state", state, "--state-interval", "1"}
	if saved != nil {
		args = append(args, "--chain-id", strconv.FormatUint(saved.ChainID, 10))
	}
	return args
}

func setUp(ctx context.Context, child *anvil.Node, opts Options, saved *Deployment) (*Devnet, error) {
	client, err := rpc.DialContext(ctx, child.URL)
	if err != nil {
		return nil, err
	}
	d := &Devnet{RPC: child.URL, child: child}
	if saved != nil {
		d.Restored, d.Chain = true, Attach(client, *saved)
		return d, keepClock(ctx, client)
	}
	if d.Chain, err = Deploy(ctx, client, opts); err != nil {
		client.Close()
		return nil, err
	}
	return d, saveState(opts.State, d.Deployment)
}

// Client is a connection to the chain; it is closed by Close.
func (c *Chain) Client() *rpc.Client { return c.node }

// Done is closed when anvil has ended, asked or not.
func (d *Devnet) Done() <-chan struct{} { return d.child.Done() }

// Close ends the chain; the port is free when it returns.
func (d *Devnet) Close() error {
	d.Chain.node.Close()
	return d.child.Stop()
}
