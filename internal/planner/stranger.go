package planner

import (
	"context"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/ops/newpool"
)

// Snapshots reads pools; *chain.Client does.
type Snapshots interface {
	Snapshot(ctx context.Context, pool common.Address, at chain.BlockRef) (*ops.Snapshot, error)
}

// mostNamesakes is the most named pools whose names are compared.
const mostNamesakes = 20

// RefuseStranger refuses a plan from a file for a pool that the user has not named, if the plan pays
// into the pool, or if the pool has the name or symbol of a named one. given is --pool.
func RefuseStranger(ctx context.Context, settings *config.Settings, given []string, node Snapshots, pool *ops.Snapshot, op ops.Operation) error {
	mine, err := settings.NamedPools(given, network.ID(pool.ChainID))
	if err != nil {
		return err
	}
	if _, creates := op.(newpool.CreatePool); creates || slices.Contains(mine, pool.Pool.Address) {
		return nil
	}
	name := pool.Pool.Name.Quoted()
	like := namesakeOf(ctx, node, mine, pool)
	if like != (common.Address{}) {
		return stranger(pool, "the plan is for the pool %s, which is not your pool %s, although it has the same name, %s", pool.Pool.Address, like, name)
	}
	if !ops.PaysIn(op) {
		return nil
	}
	return stranger(pool, "the plan pays into the pool %s (%s), which is not one that you have named", pool.Pool.Address, name)
}

func stranger(pool *ops.Snapshot, format string, args ...any) error {
	return failure.New(failure.Refused, "pool.unnamed", format, args...).
		WithHint("if it is yours or you trust it, use --pool %s, or answer at a terminal", pool.Pool.Address)
}

// namesakeOf is a named pool with the same name or symbol. A pool that cannot be read has none.
func namesakeOf(ctx context.Context, node Snapshots, mine []common.Address, pool *ops.Snapshot) common.Address {
	for _, address := range mine[:min(len(mine), mostNamesakes)] {
		other, err := node.Snapshot(ctx, address, chain.Latest())
		if err == nil && (other.Pool.Name.Like(pool.Pool.Name) || other.Pool.Symbol == pool.Pool.Symbol) {
			return address
		}
	}
	return common.Address{}
}
