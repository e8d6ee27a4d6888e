// Package discover finds an owner's pools from the events of the factories. A pool with this owner need
// not be trusted: anyone can create a pool for any owner.
package discover

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Node answers the questions of a search.
type Node interface {
	Chain
	Factories
}

// Chain is what a search reads of the chain and its pools.
type Chain interface {
	ChainID(ctx context.Context) (uint64, error)
	Header(ctx context.Context, at chain.BlockRef) (*chain.Header, error)
	Headers(ctx context.Context, numbers []uint64) (map[uint64]*chain.Header, error)
	BlockSince(ctx context.Context, t units.Time, last uint64) (uint64, error)
	Logs(ctx context.Context, filter chain.LogFilter, from, to uint64, progress func(done uint64)) ([]types.Log, error)
	Snapshot(ctx context.Context, pool common.Address, at chain.BlockRef) (*ops.Snapshot, error)
}

// Factories says which factories a chain has, and who owns their pools.
type Factories interface {
	FactoriesOn(ctx context.Context, chainID uint64, at chain.BlockRef) ([]chain.Factory, error)
	Owners(ctx context.Context, at chain.BlockRef, pools []common.Address) ([]common.Address, error)
}

// On is a real node as Node.
func On(client *chain.Client) Node {
	return struct {
		Chain
		Factories
	}{client, client.Factories}
}

// Pool is a pool of the owner.
type Pool struct {
	Address common.Address
	State   *ops.Snapshot // nil if it could not be read
	Unread  string        // why it could not be read
	Created ops.Block     // the block of the factory's event
}

// Found is the result of a search.
type Found struct {
	ChainID   uint64
	Owner     common.Address
	Factories []chain.Factory
	From      uint64 // the first block of the search
	At        ops.Block
	Searched  int // number of all pools that were found, of any owner
	Pools     []Pool
}

// Progress is called with the number of blocks done, of all.
type Progress func(done, all uint64)

// firstFactory is before the creation of the first Managed Pool factory on 2022-10-21, in Unix seconds.
func firstFactory() units.Time {
	return units.Time(time.Date(2022, 10, 1, 0, 0, 0, 0, time.UTC).Unix())
}

// Pools searches the events of all factories on the node's chain. It returns the oldest pool first.
func Pools(ctx context.Context, node Node, owner common.Address, progress Progress) (*Found, error) {
	found := &Found{Owner: owner}
	head, err := node.Header(ctx, chain.Latest())
	if err != nil {
		return nil, err
	}
	found.At = ops.Block{Number: head.Number, Hash: head.Hash, Time: head.Time}
	if found.ChainID, err = node.ChainID(ctx); err != nil {
		return nil, err
	}
	at := chain.AtHash(head.Hash)
	if found.Factories, err = node.FactoriesOn(ctx, found.ChainID, at); err != nil || len(found.Factories) == 0 {
		return found, err
	}
	// Every node has headers. Only archive nodes know when a contract was created.
	first, err := node.BlockSince(ctx, firstFactory(), head.Number)
	if err != nil {
		return nil, err
	}
	found.From = min(first, head.Number)
	logs, err := found.created(ctx, node, progress)
	if err != nil {
		return nil, err
	}
	found.Searched = len(logs)
	return found, found.read(ctx, node, at, logs)
}

// created returns the events of all factories, in order.
func (f *Found) created(ctx context.Context, node Node, progress Progress) ([]types.Log, error) {
	blocks := f.At.Number - f.From + 1
	var all []types.Log
	for i, factory := range f.Factories {
		filter := chain.LogFilter{Address: factory.Address, Topics: chain.CreatedTopics()}
		logs, err := node.Logs(ctx, filter, f.From, f.At.Number, func(done uint64) {
			progress(uint64(i)*blocks+done, uint64(len(f.Factories))*blocks)
		})
		if err != nil {
			return nil, err
		}
		all = append(all, logs...)
	}
	slices.SortStableFunc(all, func(a, b types.Log) int { return int(a.BlockNumber) - int(b.BlockNumber) })
	return all, nil
}

// read keeps the owner's pools and reads their states.
func (f *Found) read(ctx context.Context, node Node, at chain.BlockRef, logs []types.Log) error {
	pools := make([]common.Address, len(logs))
	for i, l := range logs {
		pools[i] = chain.CreatedPool(l)
	}
	owners, err := node.Owners(ctx, at, pools)
	if err != nil {
		return err
	}
	for i, owner := range owners {
		if owner != f.Owner {
			continue
		}
		pool := Pool{Address: pools[i], Created: ops.Block{Number: logs[i].BlockNumber, Hash: logs[i].BlockHash}}
		if pool.State, err = node.Snapshot(ctx, pools[i], at); ofTheNode(err) {
			return err
		}
		if err != nil {
			pool.State, pool.Unread = nil, err.Error()
		}
		headers, err := node.Headers(ctx, []uint64{logs[i].BlockNumber})
		if err != nil {
			return err
		}
		pool.Created.Time = headers[logs[i].BlockNumber].Time
		f.Pools = append(f.Pools, pool)
	}
	return nil
}

// ofTheNode reports whether an error ends the search. An error about one pool does not: a stranger's
// pool with hostile tokens must not hide the owner's other pools.
func ofTheNode(err error) bool {
	var gone *wire.UnreachableError
	var limit *wire.LimitError
	return errors.As(err, &gone) || errors.As(err, &limit) || errors.Is(err, context.Canceled)
}
