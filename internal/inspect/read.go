package inspect

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
	"mpool/internal/text"
	"mpool/internal/units"
)

func (r *Reader) Status(ctx context.Context, args []string, at chain.BlockRef) (*StatusView, error) {
	client, pool, err := r.Nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	r.UI.Detail("reading %s at block %s from %s", pool.Address, at, client.Wire.Node())
	s, err := client.Snapshot(ctx, pool.Address, at)
	if err != nil {
		return nil, err
	}
	r.Plans.Reads.Recall(s)
	return r.statusOf(ctx, client, s, nil, at)
}

// statusOf returns the view of a pool that was read or projected.
func (r *Reader) statusOf(ctx context.Context, client *chain.Client, s *ops.Snapshot, from *ops.Block, at chain.BlockRef) (*StatusView, error) {
	v, err := NewStatusView(s)
	if err != nil {
		return nil, err
	}
	if from != nil {
		v.Block, v.Projection = *from, &projectionView{s.Block.Time, "nobody uses the pool until then"}
	}
	if from == nil {
		if err := r.Plans.Feeds.Ask(ctx, client, s); err != nil {
			return nil, err
		}
		v.Feeds = r.Plans.Feeds.Last()
	}
	roles := planner.RolesOf(s)
	if v.Safes, err = r.Plans.SafesOf(ctx, client, s, roles, slices.SortedFunc(maps.Keys(roles), common.Address.Cmp)); err != nil {
		return nil, err
	}
	if at == chain.Latest() {
		r.WarnOfLag(v.Block.Time, s.ChainID)
		r.warnUnfinished(s)
		planner.WarnHalf(ctx, r.Plans, client, s)
	}
	r.warnOpen(s)
	return v, nil
}

// Foresee shows the pool at a later time, computed with the arithmetic of plans.
func (r *Reader) Foresee(ctx context.Context, args []string, at chain.BlockRef, typed string) (*StatusView, error) {
	client, pool, err := r.Nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	s, err := r.Plans.Reads.At(ctx, client, pool.Address, at)
	if err != nil {
		return nil, err
	}
	then, err := LaterTime(typed, s.Block.Time, r.Settings.Zone())
	if err != nil {
		return nil, err
	}
	later, err := s.At(then)
	if err != nil {
		return nil, failure.New(failure.Plain, "projection", "%s", err).Because(err)
	}
	return r.statusOf(ctx, client, later, &s.Block, at)
}

// LaterTime parses the time of a projection: not before the block that was read, and below 2^32
// seconds, because pools store times in 32 bits.
func LaterTime(typed string, now units.Time, zone *time.Location) (units.Time, error) {
	then, err := parse.Time(typed, now, zone)
	switch {
	case err != nil:
		return 0, failure.Usage("--at: %s", err)
	case then < now:
		return 0, failure.Usage("--at: %s is in the past (block time %s)", then, now).WithHint("use --block N for the pool at a past block")
	case then >= 1<<32:
		return 0, failure.Usage("--at: %s is too late: pools store times below 2^32 seconds (2106-02-07)", then)
	}
	return then, nil
}

// Read reads a pool once.
func (r *Reader) Read(ctx context.Context, args []string, at chain.BlockRef) (*ops.Snapshot, error) {
	client, pool, err := r.Nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	r.UI.Detail("reading %s at block %s from %s", pool.Address, at, client.Wire.Node())
	s, err := client.Snapshot(ctx, pool.Address, at)
	if err == nil {
		r.Plans.Reads.Warn(s)
	}
	return s, err
}

// warnOpen warns if anyone can drain the pool now.
func (r *Reader) warnOpen(s *ops.Snapshot) {
	if f, open := ops.OpenNow(s); open {
		r.UI.Warn(f.Code, "%s; %s", text.Clean(f.Summary, text.MessageWidth), strings.ReplaceAll(f.Hint, "POOL", s.Pool.Address.Hex()))
	}
}

// WarnOfLag warns if the newest block is old: the node may be behind. Development chains are exempt,
// because they make blocks only for transactions.
func (r *Reader) WarnOfLag(newest units.Time, chainID uint64) {
	behind, _ := network.ID(chainID).Astray(newest, units.Time(max(r.Now().Unix(), 0)))
	if behind != 0 {
		r.UI.Warn("node.behind", "the node's newest block is %s old", text.Duration(behind))
	}
}
