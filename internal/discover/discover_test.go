package discover

import (
	"context"
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// world is a node with pools and the events of their factories.
type world struct {
	Node
	factories []chain.Factory
	created   map[common.Address][]types.Log
	owners    map[common.Address]common.Address
	errs      map[common.Address]error // errors of reading a pool
	asked     []uint64                 // first blocks of the requested logs
}

func (w *world) ChainID(context.Context) (uint64, error) { return 1, nil }

func (w *world) Header(context.Context, chain.BlockRef) (*chain.Header, error) {
	return &chain.Header{Number: 100, Hash: common.Hash{1}, Time: 2000}, nil
}

func (w *world) Headers(_ context.Context, numbers []uint64) (map[uint64]*chain.Header, error) {
	return map[uint64]*chain.Header{numbers[0]: {Number: numbers[0], Time: units.Time(numbers[0]) * 10}}, nil
}

func (w *world) BlockSince(_ context.Context, _ units.Time, last uint64) (uint64, error) {
	return last - 60, nil
}

func (w *world) FactoriesOn(context.Context, uint64, chain.BlockRef) ([]chain.Factory, error) {
	return w.factories, nil
}

func (w *world) Logs(_ context.Context, filter chain.LogFilter, from, to uint64, progress func(uint64)) ([]types.Log, error) {
	w.asked = append(w.asked, from)
	progress(to - from + 1)
	return w.created[filter.Address], nil
}

func (w *world) Owners(_ context.Context, _ chain.BlockRef, pools []common.Address) ([]common.Address, error) {
	owners := make([]common.Address, len(pools))
	for i, pool := range pools {
		owners[i] = w.owners[pool]
	}
	return owners, nil
}

func (w *world) Snapshot(_ context.Context, pool common.Address, _ chain.BlockRef) (*ops.Snapshot, error) {
	return &ops.Snapshot{Pool: ops.Pool{Address: pool}}, w.errs[pool]
}

func event(pool byte, block uint64) types.Log {
	return types.Log{Topics: []common.Hash{{}, common.BytesToHash([]byte{pool})}, BlockNumber: block}
}

func address(n byte) common.Address { return common.Address{19: n} }

// newWorld has two factories. Pools 1 and 3 belong to the owner, 9.
func newWorld() *world {
	return &world{
		factories: []chain.Factory{{Address: address(101)}, {Address: address(102)}},
		created: map[common.Address][]types.Log{
			address(101): {event(2, 50), event(3, 90)},
			address(102): {event(1, 60)},
		},
		owners: map[common.Address]common.Address{address(1): address(9), address(2): address(8), address(3): address(9)},
		errs:   map[common.Address]error{},
	}
}

func TestPools(t *testing.T) {
	w := newWorld()
	var last, all uint64
	found, err := Pools(t.Context(), w, address(9), func(done, of uint64) { last, all = done, of })
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Pools) != 2 || found.Pools[0].Address != address(1) || found.Pools[1].Address != address(3) {
		t.Errorf("not the owner's pools, the oldest first: %+v", found.Pools)
	}
	if found.Pools[0].Created.Time != 600 || found.Searched != 3 || found.From != 40 || found.ChainID != 1 {
		t.Errorf("%+v", found)
	}
	if len(w.asked) != 2 || w.asked[0] != 40 || last != 122 || all != 122 {
		t.Errorf("asked from %v, progress %d of %d", w.asked, last, all)
	}
}

// A pool that cannot be read does not hide the others; an unreachable node ends the search.
func TestUnreadablePool(t *testing.T) {
	w := newWorld()
	w.errs[address(1)] = &chain.NotPoolError{Address: address(1), Why: "its tokens are strange"}
	found, err := Pools(t.Context(), w, address(9), func(uint64, uint64) {})
	if err != nil || len(found.Pools) != 2 || found.Pools[0].Unread == "" || found.Pools[0].State != nil || found.Pools[1].Unread != "" {
		t.Errorf("%+v, %v", found, err)
	}
	for _, end := range []error{&wire.UnreachableError{}, &wire.LimitError{}, context.Canceled} {
		w.errs[address(1)] = end
		if _, err := Pools(t.Context(), w, address(9), func(uint64, uint64) {}); !errors.Is(err, end) {
			t.Errorf("%v: %v", end, err)
		}
	}
}

func TestNoFactories(t *testing.T) {
	found, err := Pools(t.Context(), &world{}, address(9), func(uint64, uint64) {})
	if err != nil || len(found.Pools) != 0 || len(found.Factories) != 0 {
		t.Errorf("%+v, %v", found, err)
	}
}
