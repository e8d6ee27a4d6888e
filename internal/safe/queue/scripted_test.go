package queue

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/safe/safetest"
	"mpool/internal/units"
)

// scripted is a node with scripted answers.
type scripted struct {
	safes    map[common.Address]*chain.Safe
	approved []common.Address
	accepts  bool
	code     common.Hash
	sim      chain.Simulation
	change   func(*ops.Snapshot) // the effect of the simulated calls
	out      chain.SafeOutcome
	race     map[uint64]chain.SafeRace // by nonce
	err      map[string]error          // by method
	asked    []string
	shown    chain.ContractSignature // the last question to a contract
	plan     *ops.Plan               // the last plan simulated
}

func aNode() *scripted {
	return &scripted{safes: map[common.Address]*chain.Safe{safetest.Safe(): safetest.NewSafe()}, sim: chain.Simulation{Level: chain.Simulated}, race: map[uint64]chain.SafeRace{}, err: map[string]error{}}
}

func (n *scripted) did(method string) error {
	n.asked = append(n.asked, method)
	return n.err[method]
}

func (n *scripted) ChainID(context.Context) (uint64, error) { return 1, n.did("ChainID") }

func (n *scripted) Header(context.Context, chain.BlockRef) (*chain.Header, error) {
	b := theBlock()
	return &chain.Header{Number: b.Number, Hash: b.Hash, Time: b.Time}, n.did("Header")
}

func (n *scripted) AccountAt(context.Context, common.Address, chain.BlockRef) (chain.Account, error) {
	return chain.Account{}, n.did("AccountAt")
}

func (n *scripted) Contracts(_ context.Context, _ chain.BlockRef, asked []common.Address) ([]common.Address, error) {
	return asked, n.did("Contracts")
}

func (n *scripted) Safes(context.Context, chain.BlockRef, []common.Address) (map[common.Address]*chain.Safe, error) {
	return n.safes, n.did("Safes")
}

func (n *scripted) TokenInfos(context.Context, chain.BlockRef, []common.Address) (map[common.Address]chain.TokenInfo, error) {
	return nil, n.did("TokenInfos")
}

func (n *scripted) Supplies(context.Context, chain.BlockRef, common.Address, []common.Address) (map[common.Address]chain.Supply, error) {
	return nil, n.did("Supplies")
}

func (n *scripted) GasNow(context.Context, common.Address) (*units.Wei, common.Address) {
	return nil, common.Address{}
}

func (n *scripted) SnapshotWithRatios(_ context.Context, pool common.Address, _ chain.BlockRef) (*ops.Snapshot, error) {
	if pool != safetest.Pool() {
		return nil, &chain.NoCodeError{Address: pool, ChainID: 1, Block: theBlock().Number}
	}
	return aPool(), n.did("SnapshotWithRatios")
}

func (n *scripted) Watch(context.Context, *ops.Snapshot, ops.Watch) error { return n.did("Watch") }

func (n *scripted) After(_ context.Context, base *ops.Snapshot, _ []ops.Call, _ units.Time) (*ops.Snapshot, *chain.Client, error) {
	return base, nil, n.did("After")
}

func (n *scripted) Simulate(_ context.Context, base *ops.Snapshot, plan *ops.Plan) (*chain.Simulation, error) {
	n.plan = plan
	sim := n.sim
	for _, at := range append([]units.Time{plan.At}, plan.Moments...) {
		state, err := base.At(at)
		if err != nil {
			return nil, err
		}
		if n.change != nil {
			n.change(state)
		}
		sim.States = append(sim.States, state)
	}
	return &sim, n.did("Simulate")
}

func (n *scripted) TryCalls(context.Context, ops.Block, units.Time, []ops.Call) (*chain.Simulation, error) {
	sim := n.sim
	return &sim, n.did("TryCalls")
}

func (n *scripted) TrySafe(context.Context, ops.Block, units.Time, chain.SafeTrial) (*chain.SafeOutcome, error) {
	out := n.out
	return &out, n.did("TrySafe")
}

func (n *scripted) CodeHash(context.Context, chain.BlockRef, common.Address) (common.Hash, error) {
	return n.code, n.did("CodeHash")
}

func (n *scripted) Approvals(context.Context, chain.BlockRef, common.Address, common.Hash, []common.Address) ([]common.Address, error) {
	return n.approved, n.did("Approvals")
}

func (n *scripted) Accepts(_ context.Context, _ chain.BlockRef, s chain.ContractSignature) (bool, error) {
	n.shown = s
	return n.accepts, n.did("Accepts")
}

func (n *scripted) SafeRaceOf(_ context.Context, _ common.Address, nonce uint64, _ common.Hash, _ uint64) (chain.SafeRace, error) {
	return n.race[nonce], n.did("SafeRaceOf")
}
