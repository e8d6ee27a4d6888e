package review

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/planner"
	"mpool/internal/policy"
	"mpool/internal/units"
)

// scripted is a node with scripted answers.
type scripted struct {
	id        uint64
	wrapped   common.Address
	pools     map[common.Address]*ops.Snapshot
	unread    map[common.Address]error
	safes     map[common.Address]*chain.Safe
	contracts []common.Address
	infos     map[common.Address]chain.TokenInfo
	supplies  map[common.Address]chain.Supply
	balance   uint256.Int
	poor      []common.Address // accounts that have nothing
	holdings  func(*ops.Snapshot, ops.Watch) error
	after     func(*ops.Snapshot) error // changes the state after the simulation
	sim       chain.Simulation          // the simulation of the calls
	out       chain.SafeOutcome
	err       map[string]error // by method
	later     map[string]error // the same, after TrySafe
	trial     chain.SafeTrial  // the last trial requested
	plan      *ops.Plan        // the last plan simulated
	asked     []string         // the methods that were called
	names     []common.Address // the tokens whose symbols were read
}

func (n *scripted) did(method string) error {
	n.asked = append(n.asked, method)
	return n.err[method]
}

func (n *scripted) ChainID(context.Context) (uint64, error) { return n.id, n.did("ChainID") }

func (n *scripted) Header(context.Context, chain.BlockRef) (*chain.Header, error) {
	b := theBlock()
	return &chain.Header{Number: b.Number, Hash: b.Hash, Time: b.Time}, n.did("Header")
}

func (n *scripted) AccountAt(_ context.Context, of common.Address, _ chain.BlockRef) (chain.Account, error) {
	if slices.Contains(n.poor, of) {
		return chain.Account{}, n.did("AccountAt")
	}
	return chain.Account{Balance: units.Wei(n.balance)}, n.did("AccountAt")
}

func (n *scripted) Contracts(_ context.Context, _ chain.BlockRef, asked []common.Address) ([]common.Address, error) {
	var list []common.Address
	for _, a := range asked {
		if slices.Contains(n.contracts, a) {
			list = append(list, a)
		}
	}
	return list, n.did("Contracts")
}

func (n *scripted) Safes(context.Context, chain.BlockRef, []common.Address) (map[common.Address]*chain.Safe, error) {
	return n.safes, n.did("Safes")
}

func (n *scripted) TokenInfos(_ context.Context, _ chain.BlockRef, asked []common.Address) (map[common.Address]chain.TokenInfo, error) {
	n.names = append(n.names, asked...)
	infos := map[common.Address]chain.TokenInfo{}
	for _, token := range asked {
		infos[token] = n.infos[token]
	}
	return infos, n.did("TokenInfos")
}

func (n *scripted) Supplies(context.Context, chain.BlockRef, common.Address, []common.Address) (map[common.Address]chain.Supply, error) {
	all := maps.Clone(n.supplies)
	for pool, s := range n.pools { // the Safe has all BPT of every pool without an entry
		if _, is := all[pool]; !is && !s.Supply.Actual.Raw.IsZero() {
			all[pool] = chain.Supply{Total: s.Supply.Actual.Raw, Held: s.Supply.Actual.Raw}
		}
	}
	return all, n.did("Supplies")
}

func (n *scripted) GasNow(context.Context, common.Address) (*units.Wei, common.Address) {
	n.asked = append(n.asked, "GasNow")
	return nil, n.wrapped
}

func (n *scripted) SnapshotWithRatios(_ context.Context, pool common.Address, _ chain.BlockRef) (*ops.Snapshot, error) {
	if err := n.did("SnapshotWithRatios"); err != nil {
		return nil, err
	}
	if err := n.unread[pool]; err != nil {
		return nil, err
	}
	if n.pools[pool] == nil {
		return nil, &chain.NoCodeError{Address: pool, ChainID: n.id, Block: theBlock().Number}
	}
	return n.pools[pool], nil
}

func (n *scripted) Watch(_ context.Context, pool *ops.Snapshot, w ops.Watch) error {
	if err := n.did("Watch"); err != nil {
		return err
	}
	pool.Holdings, pool.Members = nil, nil
	if n.holdings != nil {
		return n.holdings(pool, w)
	}
	return nil
}

func (n *scripted) After(_ context.Context, base *ops.Snapshot, _ []ops.Call, _ units.Time) (*ops.Snapshot, *chain.Client, error) {
	return base, nil, n.did("After")
}

// Simulate returns the predicted states, unless the test says otherwise.
func (n *scripted) Simulate(_ context.Context, _ *ops.Snapshot, plan *ops.Plan) (*chain.Simulation, error) {
	n.plan = plan
	sim := n.sim
	if sim.Level == chain.Simulated && sim.Revert == nil {
		for i := range len(plan.Moments) + 1 {
			state, err := plan.Predicted.At(append([]units.Time{plan.At}, plan.Moments...)[i])
			if err != nil {
				return nil, err
			}
			if n.after != nil {
				if err := n.after(state); err != nil {
					return nil, err
				}
			}
			sim.States = append(sim.States, state)
		}
	}
	return &sim, n.did("Simulate")
}

func (n *scripted) TryCalls(context.Context, ops.Block, units.Time, []ops.Call) (*chain.Simulation, error) {
	sim := n.sim
	return &sim, n.did("TryCalls")
}

func (n *scripted) TrySafe(_ context.Context, _ ops.Block, _ units.Time, t chain.SafeTrial) (*chain.SafeOutcome, error) {
	n.trial = t
	out := n.out
	err := n.did("TrySafe")
	maps.Copy(n.err, n.later)
	return &out, err
}

// strict is a planner with given policies.
type strict struct {
	policies   policy.Policies
	unprovable bool          // no pool is proven
	gas        int           // number of calls of AskGas
	prices     []ops.Finding // findings of price feeds
	fed        map[common.Address]tokenset.TokenPrice
}

func (s *strict) Policies(_ network.ID, flags *planner.Override) policy.Policies {
	p := s.policies
	p.Overridden = flags.Policies
	return p
}

func (s *strict) Proven(pool *ops.Snapshot) error {
	if pool.Pool.Unproven == "" || s.unprovable {
		return nil
	}
	return errors.New(pool.Pool.Unproven)
}

func (s *strict) AskGas(ctx context.Context, node planner.GasTeller, pool *ops.Snapshot) {
	s.gas++
	node.GasNow(ctx, pool.Pool.Vault)
}

func (s *strict) AddedPrice(_ context.Context, _ any, _ *ops.Snapshot, token common.Address) (tokenset.TokenPrice, error) {
	return s.fed[token], nil
}

func (s *strict) Feeds(_ uint64, token common.Address) bool { return s.fed[token].Given() }

func (s *strict) Ask(context.Context, any, *ops.Snapshot) error { return nil }

func (s *strict) Judge(*ops.Snapshot, *ops.Plan, policy.Policies) []ops.Finding { return s.prices }

func (s *strict) TradeCost() ops.TradeCost { return ops.TradeCost{Gas: 1} }
