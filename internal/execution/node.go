package execution

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/units"
)

// Node is the node that mpool reads from and, unless a private relay is set, publishes to.
// OnChain is a real one.
type Node interface {
	Sending
	States
	Blocks
	Close()
}

// Sending is what mpool needs to send a transaction and wait until it is mined.
type Sending interface {
	Elsewhere
	EstimateGas(ctx context.Context, call ops.Call, at chain.BlockRef) (uint64, error)
	SendUnsigned(ctx context.Context, from common.Address, tx *types.Transaction) (common.Hash, error)
	Await(ctx context.Context, sent chain.Sent, p chain.Patience) (*chain.Receipt, error)
	NonceUser(ctx context.Context, account common.Address, nonce, since uint64) (common.Hash, error)
}

// States reads the states of the pool and of watched accounts.
type States interface {
	Header(ctx context.Context, at chain.BlockRef) (*chain.Header, error)
	Snapshot(ctx context.Context, pool common.Address, at chain.BlockRef) (*ops.Snapshot, error)
	SnapshotWithRatios(ctx context.Context, pool common.Address, at chain.BlockRef) (*ops.Snapshot, error)
	Watch(ctx context.Context, s *ops.Snapshot, w ops.Watch) error
	StateBehind(ctx context.Context, base *ops.Snapshot, at units.Time, txs []chain.BlockTx) (*ops.Snapshot, error)
}

// Blocks reads mined transactions, ours and others'.
type Blocks interface {
	BlockLogs(ctx context.Context, block common.Hash, of []common.Address) ([]types.Log, error)
	BlockTxs(ctx context.Context, block common.Hash) ([]chain.BlockTx, error)
	Transaction(ctx context.Context, hash common.Hash) (*types.Transaction, common.Address, error)
	Examine(ctx context.Context, hash common.Hash) (*chain.Transaction, error)
	SafeRaceOf(ctx context.Context, safe common.Address, nonce uint64, hash common.Hash, since uint64) (chain.SafeRace, error)
}

// Elsewhere is another node: one that confirms answers, or a private relay that publishes.
type Elsewhere interface {
	ChainID(ctx context.Context) (uint64, error)
	AccountAt(ctx context.Context, address common.Address, at chain.BlockRef) (chain.Account, error)
	SendRaw(ctx context.Context, signed []byte) error
	Trace(ctx context.Context, sent chain.Sent) (chain.Trace, error)
	Header(ctx context.Context, at chain.BlockRef) (*chain.Header, error)
	Receipt(ctx context.Context, hash common.Hash) (*chain.Receipt, error)
	Node() string // its scheme and host
	Snapshot(ctx context.Context, pool common.Address, at chain.BlockRef) (*ops.Snapshot, error)
	Watch(ctx context.Context, s *ops.Snapshot, w ops.Watch) error
	TokenInfos(ctx context.Context, at chain.BlockRef, tokens []common.Address) (map[common.Address]chain.TokenInfo, error)
	Close()
}

// Nodes connects to nodes.
type Nodes interface {
	// Dial connects to the node of the settings, which must be on the given chain, and returns its
	// Plans.
	Dial(ctx context.Context, on network.ID) (Node, Plans, error)
	// DialOther connects to another node.
	DialOther(ctx context.Context, url string) (Elsewhere, error)
}

// Plans makes plans on a node, again before each call.
type Plans interface {
	ProposeAgain(ctx context.Context, shown *ops.Plan, since uint64, on planner.Terms) (*planner.Proposal, error)
	// Overdue lists the limits that a signed plan breaks if it is mined now.
	Overdue(ctx context.Context, shown *ops.Plan, on *planner.Override) ([]ops.Finding, error)
	Fees(ctx context.Context, on network.ID, offer planner.Offer) (chain.Fees, error)
	DataFeeOf(ctx context.Context, on network.ID, txs []*types.Transaction) *units.Wei
	offers
}

// offers compares and asks, and needs no node for it.
type offers interface {
	ConfirmOffer(on network.ID, shown, fresh *planview.Cost, call int) error
	Question(p *planner.Proposal, calls int) string
	// Broken lists the limits that a weight change breaks when it is mined on a state.
	Broken(before *ops.Snapshot, plan, shown *ops.Plan, on *planner.Override) ([]ops.Finding, error)
	// LimitUntil is the time until which a pending weight change is within the limits; 0: at any time, or unknown.
	LimitUntil(shown *ops.Plan, on *planner.Override) units.Time
}
