package review

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/planner"
	"mpool/internal/policy"
	"mpool/internal/units"
)

// Node is the part of a chain that a review reads. *chain.Client implements it.
type Node interface {
	Blocks
	Accounts
	Pools
	Trials
}

// Blocks reads the chain ID and block headers.
type Blocks interface {
	ChainID(ctx context.Context) (uint64, error)
	Header(ctx context.Context, at chain.BlockRef) (*chain.Header, error)
}

// Accounts reads the code at addresses at a block, and which of them are Safes or tokens.
type Accounts interface {
	AccountAt(ctx context.Context, address common.Address, at chain.BlockRef) (chain.Account, error)
	Contracts(ctx context.Context, at chain.BlockRef, addresses []common.Address) ([]common.Address, error)
	Safes(ctx context.Context, at chain.BlockRef, addresses []common.Address) (map[common.Address]*chain.Safe, error)
	TokenInfos(ctx context.Context, at chain.BlockRef, tokens []common.Address) (map[common.Address]chain.TokenInfo, error)
	Supplies(ctx context.Context, at chain.BlockRef, holder common.Address, tokens []common.Address) (map[common.Address]chain.Supply, error)
}

// Pools reads pools, the values that operations need besides, and gas prices.
type Pools interface {
	planner.GasTeller
	SnapshotWithRatios(ctx context.Context, pool common.Address, at chain.BlockRef) (*ops.Snapshot, error)
	Watch(ctx context.Context, pool *ops.Snapshot, w ops.Watch) error
}

// Trials simulate calls on a block, or on the state that earlier calls leave.
type Trials interface {
	After(ctx context.Context, base *ops.Snapshot, calls []ops.Call, at units.Time) (*ops.Snapshot, *chain.Client, error)
	Simulate(ctx context.Context, base *ops.Snapshot, plan *ops.Plan) (*chain.Simulation, error)
	TryCalls(ctx context.Context, on ops.Block, at units.Time, calls []ops.Call) (*chain.Simulation, error)
	TrySafe(ctx context.Context, on ops.Block, at units.Time, t chain.SafeTrial) (*chain.SafeOutcome, error)
}

// Plans is the part of the planner that a review uses: policies and gas prices.
type Plans interface {
	Policies(on network.ID, flags *planner.Override) policy.Policies
	AskGas(ctx context.Context, node planner.GasTeller, pool *ops.Snapshot)
	TradeCost() ops.TradeCost
}

// Proofs say whether a pool is proven to be a Managed Pool; the error says why not.
type Proofs interface {
	Proven(pool *ops.Snapshot) error
}

// Feeds reads the configured price feeds, and holds plans against what they said last.
type Feeds interface {
	Ask(ctx context.Context, client any, pool *ops.Snapshot) error
	Judge(before *ops.Snapshot, plan *ops.Plan, policies policy.Policies) []ops.Finding
	Feeds(chainID uint64, token common.Address) bool // the configuration has a feed for the token's address
	AddedPrice(ctx context.Context, node any, pool *ops.Snapshot, token common.Address) (tokenset.TokenPrice, error)
}
