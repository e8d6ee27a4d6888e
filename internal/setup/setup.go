// Package setup writes a first configuration: the node, the chain, and the owner's pools, each
// confirmed by the user.
package setup

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain/wire"
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/discover"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/network"
	"mpool/internal/planner"
)

// Options are the values of the command line.
type Options struct {
	Owner   string
	Pools   []string // NAME=ADDRESS of confirmed pools
	NoPools bool     // write the file without pools
	Print   bool     // show the content and write no file
	Config  string   // the file that --config names; empty: none
}

// Desk writes a first configuration.
type Desk struct {
	Settings *config.Settings
	UI       *console.Console
	Nodes    *planner.Nodes
}

// Run asks on a terminal for what the options omit, and writes the file. It never changes an existing
// file.
func (d *Desk) Run(ctx context.Context, o Options) (*View, error) {
	path := d.Settings.ConfigPath()
	if err := free(path); err != nil && !o.Print {
		return nil, err
	}
	named, wrong := namedPools(o)
	owner, noOwner := d.owner(o)
	if err := failure.Together(wrong, noOwner); err != nil {
		return nil, err
	}
	if err := d.askNode(); err != nil {
		return nil, err
	}
	found, err := d.search(ctx, owner)
	if err != nil {
		return nil, err
	}
	v := newView(found, path, o)
	v.Node, v.Key = d.node()
	v.contracts = d.Settings.Contracts
	if len(named) > 0 {
		err = v.confirm(named)
	} else if !o.NoPools {
		err = d.confirmEach(v)
	}
	if err != nil {
		return nil, err
	}
	if v.Confirmed() == 0 && !o.NoPools {
		return nil, failure.New(failure.Refused, "unconfirmed", "no pool was confirmed: nothing was written").WithResult(v).
			WithHint("confirm each pool with --pool NAME=ADDRESS, or write the file without pools: --no-pools")
	}
	return v, d.write(v, o.Print)
}

// free refuses an existing file, and a link to a missing one.
func free(path string) error {
	_, err := os.Lstat(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return failure.New(failure.Refused, "config.exists", "%s already exists, and mpool init never changes a configuration", path).
		WithHint("mpool init --print shows the lines to add to it; --config FILE writes another file")
}

// search finds the owner's pools.
func (d *Desk) search(ctx context.Context, owner common.Address) (*discover.Found, error) {
	client, err := d.Nodes.Dial(ctx, d.Settings.Chain)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	var bar *console.Bar
	found, err := discover.Pools(ctx, discover.On(client), owner, func(done, all uint64) {
		if bar == nil {
			bar = d.UI.NewBar("reading events of the factories", all)
		}
		bar.Show(done)
	})
	if bar != nil {
		bar.End()
	}
	return found, rightChain(found, err, d.Settings.Chain)
}

// rightChain refuses another chain than the named one, and a chain without factories.
func rightChain(found *discover.Found, err error, want network.ID) error {
	switch {
	case err != nil:
		return err
	case want != 0 && network.ID(found.ChainID) != want:
		return &wire.ChainError{Want: uint64(want), Got: found.ChainID}
	case len(found.Factories) == 0:
		return failure.New(failure.Refused, "pool.no_factory", "no Managed Pool factory is known on chain %s", network.ID(found.ChainID)).
			WithHint("check --rpc-url; on a chain that mpool does not know, set contracts.factory_v1 or contracts.factory_v2 (MPOOL_CONTRACTS_FACTORY_V1, MPOOL_CONTRACTS_FACTORY_V2)")
	}
	return nil
}

// write writes the file for this user only, because anyone who can write it decides on policies.
func (d *Desk) write(v *View, onlyShow bool) error {
	v.Content = content(v)
	if v.Key {
		d.UI.Warn("config.node_key", "the node's address may contain a key, so the file does not have it: set MPOOL_RPC_URL in the environment")
	}
	if onlyShow {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(v.File), 0o700); err != nil {
		return files.Unwritten("the configuration", v.File, err)
	}
	if err := files.WriteNew("the configuration", v.File, []byte(v.Content), 0o600); err != nil {
		return err
	}
	v.Written = true
	return nil
}

// ended reports a question that was not answered.
func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return failure.New(failure.Refused, "declined", "no answer: nothing was written").Because(err)
	}
	return err
}
