package main

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/ops"
)

func newStatus(a *app) *cobra.Command {
	var block string
	cmd := &cobra.Command{
		Use:   "status [POOL]",
		Short: "Show everything about a pool",
		Long: withExitCodes(`status reads a pool at one block and shows its owner, its switches, its fees, its
weights and how far a change of them has come, its tokens and its circuit breakers.
POOL is an address or a name of the configuration.`, exitDone, exitError, exitUsage, exitInterrupted),
		Example: `  mpool status 0x… --rpc-url http://127.0.0.1:8545
  mpool status treasury --block finalized
  mpool status treasury --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			at, err := chain.ParseBlockRef(block)
			if err != nil {
				return usage("--block: %s", err).because(err)
			}
			return a.status(cmd.Context(), args, at)
		},
	}
	cmd.Flags().StringVarP(&block, "block", "b", "latest", "block to read: a number, a hash, latest or finalized")
	return cmd
}

func (a *app) status(ctx context.Context, args []string, at chain.BlockRef) error {
	client, pool, err := a.dialPool(ctx, args)
	if err != nil {
		return err
	}
	defer client.Close()
	a.detail("reading %s at block %s from %s", pool.Address, at, client.Node())
	s, err := client.Snapshot(ctx, pool.Address, at)
	if err != nil {
		return err
	}
	v, err := newStatusView(s)
	if err != nil {
		return err
	}
	roles := rolesOf(s)
	if v.Safes, err = a.safesOf(ctx, client, s, roles, slices.SortedFunc(maps.Keys(roles), common.Address.Cmp)); err != nil {
		return err
	}
	if at == chain.Latest() {
		a.warnOfLag(s)
	}
	a.warnOpen(s)
	return a.show(v)
}

// read is one look at a pool.
func (a *app) read(ctx context.Context, args []string, at chain.BlockRef) (*ops.Snapshot, error) {
	client, pool, err := a.dialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	a.detail("reading %s at block %s from %s", pool.Address, at, client.Node())
	return client.Snapshot(ctx, pool.Address, at)
}

// warnOpen tells when anybody can empty the pool as it stands.
func (a *app) warnOpen(s *ops.Snapshot) {
	if f, open := ops.OpenNow(s); open {
		a.warn(f.Code, "%s; %s", clean(f.Summary, textWidth), strings.ReplaceAll(f.Hint, "POOL", s.Pool.Address.Hex()))
	}
}

// warnOfLag tells when the newest block is old: the node may not have caught
// up. Development chains make a block only when something happens.
func (a *app) warnOfLag(s *ops.Snapshot) {
	lag := a.now().Sub(time.Unix(int64(s.Block.Time), 0))
	if lag > 10*time.Minute && s.ChainID != developmentChain {
		a.warn("node.behind", "the node's newest block is %s old", shortWait(ops.Time(lag.Seconds())))
	}
}
