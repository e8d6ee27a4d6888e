package planner

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/reading"
	"mpool/internal/units"
)

// Node is what the planner needs of a node; *chain.Client implements it.
type Node interface {
	reading.Node
	reading.Watcher
	Chain
	Prover
	FeeTeller
	SafeReader
	GasTeller
}

// Prover simulates and estimates calls.
type Prover interface {
	// IsAfter says whether simulations run after calls that are not mined yet.
	IsAfter() bool
	Simulate(ctx context.Context, base *ops.Snapshot, plan *ops.Plan) (*chain.Simulation, error)
	EstimateGas(ctx context.Context, call ops.Call, at chain.BlockRef) (uint64, error)
}

// FeeTeller returns the current fees, and accounts that cannot pay them.
type FeeTeller interface {
	FeesFor(ctx context.Context, accounts []common.Address, wantsTip bool) (chain.Fees, []common.Address, error)
	LegacyFees(ctx context.Context, wantsPrice bool) (chain.Fees, error)
	Penniless(ctx context.Context, accounts []common.Address) ([]common.Address, error)
	DataFee(ctx context.Context, txs []*types.Transaction) (units.Wei, error)
}

// SafeReader reads Safes and simulates Safe transactions.
type SafeReader interface {
	Safes(ctx context.Context, at chain.BlockRef, addresses []common.Address) (map[common.Address]*chain.Safe, error)
	CodeHash(ctx context.Context, at chain.BlockRef, address common.Address) (common.Hash, error)
	TrySafe(ctx context.Context, on ops.Block, at units.Time, t chain.SafeTrial) (*chain.SafeOutcome, error)
}

// Archive is a node with a pool's past.
type Archive interface {
	Logs
	HeaderReader
	Birth(ctx context.Context, contract common.Address, last uint64) (uint64, error)
	HasCode(ctx context.Context, contract common.Address, block uint64) (bool, error)
	BlockSince(ctx context.Context, t units.Time, last uint64) (uint64, error)
}

// HeaderReader reads headers of many blocks.
type HeaderReader interface {
	Headers(ctx context.Context, numbers []uint64) (map[uint64]*chain.Header, error)
}

// AllowlistReader also reads whether accounts are on a pool's allowlist.
type AllowlistReader interface {
	Archive
	Members(ctx context.Context, pool common.Address, at chain.BlockRef, addresses []common.Address) ([]ops.Member, error)
	Contracts(ctx context.Context, at chain.BlockRef, addresses []common.Address) ([]common.Address, error)
}
