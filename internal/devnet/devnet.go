package devnet

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/ethereum/go-ethereum/rpc"

	"mpool/internal/anvil"
)

// Options describe a development chain. The zero value is the default chain on a free port.
type Options struct {
	Port      int      // 0 picks a free one
	Tokens    int      // in the demo pool; 0 means DefaultTokens
	Artifacts []string // folders searched before the published package
	Safe      string   // version of the 2-of-3 Safe that owns the demo pool; empty: an account owns it
	Endow     bool     // give the Safe tokens and BPT
	State     string   // file that keeps the chain between starts; empty: none
	Anvil     string   // path of anvil; empty: from PATH or the installed package
	Root      string   // folder that holds devnet/node_modules; empty: searched upward
	Home      string   // folder of the installed anvil package; empty: Root
}

func (o Options) tokens() int {
	if o.Tokens == 0 {
		return DefaultTokens
	}
	return o.Tokens
}

// Check refuses a number of tokens, a port or a Safe version that cannot be.
func (o Options) Check() error {
	if o.Tokens < MinTokens || o.Tokens > MaxTokens {
		return fmt.Errorf("--tokens: a Managed Pool holds %d to %d tokens, not %d", MinTokens, MaxTokens, o.Tokens)
	}
	if o.Port < 0 || o.Port > 65535 {
		return fmt.Errorf("--port: %d is not a port: 0 to 65535", o.Port)
	}
	if o.Safe == "" {
		return nil
	}
	_, err := safePackageOf(o.Safe)
	return err
}

// Devnet is a running development chain.
type Devnet struct {
	RPC      string `json:"rpc_url"`
	Restored bool   `json:"restored"` // from the state file
	*Chain
	child *anvil.Node
}

// Start starts anvil, and deploys on it or restores the chain from the state file. The context
// covers only the start; Close ends the chain.
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

// anvilArgs makes anvil write its state every second, because a killed anvil does not write it at
// its end. The state does not contain the chain ID, so mpool passes it.
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

// Client returns the connection to the chain, which Close closes.
func (c *Chain) Client() *rpc.Client { return c.node }

// Done is closed when anvil has ended for any reason.
func (d *Devnet) Done() <-chan struct{} { return d.child.Done() }

// Close ends the chain. The port is free when it returns.
func (d *Devnet) Close() error {
	d.Chain.node.Close()
	return d.child.Stop()
}
