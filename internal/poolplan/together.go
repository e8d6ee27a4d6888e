package poolplan

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/reading"
)

// together holds pools of several files that were read together, with one client for each chain.
type together struct {
	clients map[network.ID]*chain.Client
	pools   map[config.Pool]*ops.Snapshot
}

func (t *together) close() {
	for _, client := range t.clients {
		client.Close()
	}
}

// readTogether reads the pools of several files, those of a chain in one round trip if the node
// supports it. Pools that could not be read are read again one by one.
func (k *Keeper) readTogether(ctx context.Context, e Each, paths []string) *together {
	t := &together{clients: map[network.ID]*chain.Client{}, pools: map[config.Pool]*ops.Snapshot{}}
	of := map[network.ID][]config.Pool{}
	asked := k.Settings.Chain
	for _, path := range paths {
		if path == "-" { // standard input can be read only once
			continue
		}
		pool, err := k.poolOf(ctx, path)
		k.Settings.Chain = asked
		if err == nil {
			of[pool.Chain] = append(of[pool.Chain], pool)
		}
	}
	for on, pools := range of {
		if len(pools) < 2 {
			continue // a single pool needs no common round trip
		}
		if client, err := e.Nodes.Dial(ctx, on); err == nil {
			t.clients[on] = client
			t.read(ctx, client, pools)
		}
	}
	return t
}

func (t *together) read(ctx context.Context, client *chain.Client, pools []config.Pool) {
	var addresses []common.Address
	for _, pool := range pools {
		addresses = append(addresses, pool.Address)
	}
	for i, s := range client.SnapshotsTogether(ctx, addresses, chain.Latest()) {
		if s != nil {
			t.pools[pools[i]] = s
		}
	}
}

// ground returns the pool of a file, from together if it is there, otherwise from the node. The caller
// has to call the returned function, which closes the client.
func (k *Keeper) ground(ctx context.Context, e Each, args []string, t *together) (*chain.Client, *ops.Snapshot, func(), error) {
	pool, err := e.Nodes.Choose(args)
	if err != nil {
		return nil, nil, nil, err
	}
	if before := t.pools[pool]; before != nil {
		return t.clients[pool.Chain], before, func() {}, k.accept(before)
	}
	client, err := e.Nodes.Dial(ctx, pool.Chain)
	if err != nil {
		return nil, nil, nil, err
	}
	before, err := k.Plans.Reads.At(ctx, client, pool.Address, chain.Latest())
	if err != nil {
		client.Close()
	}
	return client, before, client.Close, err
}

// accept applies to a pool that was read together with others the same checks as to one that is read
// for a plan.
func (k *Keeper) accept(before *ops.Snapshot) error {
	err := k.Plans.Reads.Proven(before)
	if err == nil {
		err = reading.SameArithmetic(before)
	}
	if err == nil {
		k.Plans.Reads.Recall(before)
	}
	return err
}
