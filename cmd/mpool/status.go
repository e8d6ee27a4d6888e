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
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

func newStatus(a *app) *cobra.Command {
	var block, later string
	cmd := &cobra.Command{
		Use:   "status [POOL]",
		Short: "Show everything about a pool",
		Long: withExitCodes(`status reads a pool at one block and shows its owner, its switches, its fees, its
weights and how far a change of them has come, its tokens and its circuit breakers.
POOL is an address or a name of the configuration.

With --at it shows what the pool will be then if nobody acts on it until then: weights,
swap fee, AUM fee due, supply, prices and bounds move by themselves, balances do not.
No node is asked for that: the contracts' arithmetic is mpool's own.

What was begun on the pool from this machine and is not finished is said with the
command that goes on.`, failure.Done, failure.Plain, failure.Misuse, failure.Interrupted),
		Example: `  mpool status 0x… --rpc-url http://127.0.0.1:8545
  mpool status treasury --block finalized
  mpool status treasury --at +3d
  mpool status treasury --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			at, err := chain.ParseBlockRef(block)
			if err != nil {
				return failure.Usage("--block: %s", err).Because(err)
			}
			if later != "" {
				return a.foresee(cmd.Context(), args, at, later)
			}
			return a.status(cmd.Context(), args, at)
		},
	}
	cmd.Flags().StringVarP(&block, "block", "b", "latest", "block to read: a number, a hash, latest or finalized")
	cmd.Flags().StringVar(&later, "at", "", "show the pool as it will be then if nobody acts until then: +3d, 2026-12-31T00:00:00Z or unix seconds")
	return cmd
}

func (a *app) status(ctx context.Context, args []string, at chain.BlockRef) error {
	client, pool, err := a.nodes.DialPool(ctx, args)
	if err != nil {
		return err
	}
	defer client.Close()
	a.ui.Detail("reading %s at block %s from %s", pool.Address, at, client.Node())
	s, err := client.Snapshot(ctx, pool.Address, at)
	if err != nil {
		return err
	}
	return a.showStatus(ctx, client, s, nil, at)
}

// showStatus shows a pool as it was read, or as it will be.
func (a *app) showStatus(ctx context.Context, client *chain.Client, s *ops.Snapshot, from *ops.Block, at chain.BlockRef) error {
	v, err := newStatusView(s)
	if err != nil {
		return err
	}
	if from != nil {
		v.Block, v.Projection = *from, &projectionView{s.Block.Time, "nobody acts on the pool until then"}
	}
	roles := planner.RolesOf(s)
	if v.Safes, err = a.plans.SafesOf(ctx, client, s, roles, slices.SortedFunc(maps.Keys(roles), common.Address.Cmp)); err != nil {
		return err
	}
	if at == chain.Latest() {
		a.warnOfLag(v.Block.Time, s.ChainID)
		a.warnUnfinished(s)
	}
	a.warnOpen(s)
	return a.show(v)
}

// foresee shows the pool at a later time, by the arithmetic that plans go by.
func (a *app) foresee(ctx context.Context, args []string, at chain.BlockRef, typed string) error {
	client, pool, err := a.nodes.DialPool(ctx, args)
	if err != nil {
		return err
	}
	defer client.Close()
	s, err := a.plans.ReadForPlanAt(ctx, client, pool.Address, at)
	if err != nil {
		return err
	}
	then, err := laterTime(typed, s.Block.Time)
	if err != nil {
		return err
	}
	later, err := s.At(then)
	if err != nil {
		return failure.New(failure.Plain, "projection", "%s", err).Because(err)
	}
	return a.showStatus(ctx, client, later, &s.Block, at)
}

// laterTime is a time at which a pool can be foreseen: not before the block that was
// read, and within the 32 bits in which pools keep times.
func laterTime(typed string, now ops.Time) (ops.Time, error) {
	then, err := ops.ParseTime(typed, now)
	switch {
	case err != nil:
		return 0, failure.Usage("--at: %s", err)
	case then < now:
		return 0, failure.Usage("--at: %s is past: the block's time is %s", then, now).WithHint("--block N reads the pool as it was in a block")
	case then >= 1<<32:
		return 0, failure.Usage("--at: %s is later than pools keep times: below 2^32 seconds (2106-02-07)", then)
	}
	return then, nil
}

// read is one look at a pool.
func (a *app) read(ctx context.Context, args []string, at chain.BlockRef) (*ops.Snapshot, error) {
	client, pool, err := a.nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	a.ui.Detail("reading %s at block %s from %s", pool.Address, at, client.Node())
	s, err := client.Snapshot(ctx, pool.Address, at)
	if err == nil {
		a.plans.WarnUnproven(s)
	}
	return s, err
}

// warnOpen tells when anybody can empty the pool as it stands.
func (a *app) warnOpen(s *ops.Snapshot) {
	if f, open := ops.OpenNow(s); open {
		a.ui.Warn(f.Code, "%s; %s", text.Clean(f.Summary, text.LineWidth), strings.ReplaceAll(f.Hint, "POOL", s.Pool.Address.Hex()))
	}
}

// warnOfLag tells when the newest block is old: the node may not have caught
// up. Development chains make a block only when something happens.
func (a *app) warnOfLag(newest ops.Time, chainID uint64) {
	lag := a.now().Sub(time.Unix(int64(newest), 0))
	if lag > 10*time.Minute && chainID != network.Development {
		a.ui.Warn("node.behind", "the node's newest block is %s old", text.Duration(ops.Time(lag.Seconds())))
	}
}
