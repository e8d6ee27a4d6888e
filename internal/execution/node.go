package execution

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/units"
)

// Node is the node that is read from and, unless it is private, published to. What each
// method answers is said where *chain.Client has it.
type Node interface {
	Sending
	States
	Blocks
	Close()
}

// Sending is what a transaction needs until it is mined.
type Sending interface {
	Elsewhere
	EstimateGas(ctx context.Context, call ops.Call, at chain.BlockRef) (uint64, error)
	SendUnsigned(ctx context.Context, from common.Address, tx *types.Transaction) (common.Hash, error)
	Await(ctx context.Context, sent chain.Sent, p chain.Patience) (*chain.Receipt, error)
	NonceUser(ctx context.Context, account common.Address, nonce, since uint64) (common.Hash, error)
}

// States reads the states of the pool and of what is watched.
type States interface {
	Header(ctx context.Context, at chain.BlockRef) (*chain.Header, error)
	Snapshot(ctx context.Context, pool common.Address, at chain.BlockRef) (*ops.Snapshot, error)
	SnapshotWithRatios(ctx context.Context, pool common.Address, at chain.BlockRef) (*ops.Snapshot, error)
	Watch(ctx context.Context, s *ops.Snapshot, w ops.Watch) error
	StateBehind(ctx context.Context, base *ops.Snapshot, at units.Time, txs []chain.BlockTx) (*ops.Snapshot, error)
}

// Blocks are what is mined, ours and others'.
type Blocks interface {
	BlockLogs(ctx context.Context, block common.Hash, of []common.Address) ([]types.Log, error)
	BlockTxs(ctx context.Context, block common.Hash) ([]chain.BlockTx, error)
	Transaction(ctx context.Context, hash common.Hash) (*types.Transaction, common.Address, error)
	Examine(ctx context.Context, hash common.Hash) (*chain.Transaction, error)
	SafeRaceOf(ctx context.Context, safe common.Address, nonce uint64, hash common.Hash, since uint64) (chain.SafeRace, error)
}

// Elsewhere is what another node is asked for: one that confirms, or a private place
// that publishes.
type Elsewhere interface {
	ChainID(ctx context.Context) (uint64, error)
	AccountAt(ctx context.Context, address common.Address, at chain.BlockRef) (chain.Account, error)
	SendRaw(ctx context.Context, signed []byte) error
	Trace(ctx context.Context, sent chain.Sent) (chain.Trace, error)
	Close()
}

// Nodes connects to nodes.
type Nodes interface {
	// Dial connects to the node of the settings, which has to be on the chain, and says
	// what plans on it.
	Dial(ctx context.Context, on network.ID) (Node, Plans, error)
	// DialOther connects to another one.
	DialOther(ctx context.Context, url string) (Elsewhere, error)
}

// Plans makes a plan again on the node, before each of its calls.
type Plans interface {
	ProposeAgain(ctx context.Context, shown *ops.Plan, since uint64, on planner.Terms) (*planner.Proposal, error)
	Fees(ctx context.Context, on network.ID, offer planner.Offer) (chain.Fees, error)
	DataFeeOf(ctx context.Context, on network.ID, txs []*types.Transaction) *units.Wei
	ConfirmOffer(on network.ID, shown, fresh *planner.Cost, call int) error
	Question(p *planner.Proposal, calls int) string
}
