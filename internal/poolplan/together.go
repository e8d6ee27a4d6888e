package poolplan

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// together are pools of several files that were read in one go, a client a chain.
type together struct {
	clients map[network.ID]*chain.Client
	pools   map[config.Pool]*ops.Snapshot
}

func (t *together) close() {
	for _, client := range t.clients {
		client.Close()
	}
}

// readTogether reads the pools of several files: those of a chain in one round trip where its
// node allows it. What could not be read so is left out, and read when its turn comes.
func (k *Keeper) readTogether(ctx context.Context, e Each, paths []string) *together {
	t := &together{clients: map[network.ID]*chain.Client{}, pools: map[config.Pool]*ops.Snapshot{}}
	of := map[network.ID][]config.Pool{}
	asked := k.Settings.Chain
	for _, path := range paths {
		if path == "-" { // which can be read once only
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
			continue // nothing is won
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

// ground is the pool that a file is about: as it was read together with others, or else read
// now. The caller closes the client by the function.
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
	before, err := k.Plans.ReadForPlanAt(ctx, client, pool.Address, chain.Latest())
	if err != nil {
		client.Close()
	}
	return client, before, client.Close, err
}

// accept makes of a state that was read together with others what is made of one that is read
// for a plan.
func (k *Keeper) accept(before *ops.Snapshot) error {
	err := k.Plans.Proven(before)
	if err == nil {
		err = planner.SameArithmetic(before)
	}
	if err == nil {
		k.Plans.Recall(before)
	}
	return err
}
