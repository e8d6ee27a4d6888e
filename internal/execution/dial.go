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

// Dialer connects to real nodes.
type Dialer struct {
	Plans *planner.Planner
	Nodes *planner.Nodes
}

// Dial connects to the node of the settings.
func (d Dialer) Dial(ctx context.Context, on network.ID) (Node, Plans, error) {
	client, err := d.Nodes.Dial(ctx, on)
	if err != nil {
		return nil, nil, err
	}
	return OnChain(client), PlansOn(d.Plans, client), nil
}

// DialOther connects to another node, without the headers of the main one.
func (d Dialer) DialOther(ctx context.Context, url string) (Elsewhere, error) {
	client, err := d.Nodes.DialOther(ctx, url)
	if err != nil {
		return nil, err
	}
	return OnChain(client), nil
}

// OnChain is a client as Node.
func OnChain(client *chain.Client) Node { return onChain{client, client.Transactions} }

// onChain names the parts of a client that sending uses.
type onChain struct {
	reader
	chain.Transactions
}

// reader is what a Node has beside its transactions.
type reader interface {
	States
	ChainID(ctx context.Context) (uint64, error)
	AccountAt(ctx context.Context, address common.Address, at chain.BlockRef) (chain.Account, error)
	EstimateGas(ctx context.Context, call ops.Call, at chain.BlockRef) (uint64, error)
	BlockLogs(ctx context.Context, block common.Hash, of []common.Address) ([]types.Log, error)
	BlockTxs(ctx context.Context, block common.Hash) ([]chain.BlockTx, error)
	Transaction(ctx context.Context, hash common.Hash) (*types.Transaction, common.Address, error)
	TokenInfos(ctx context.Context, at chain.BlockRef, tokens []common.Address) (map[common.Address]chain.TokenInfo, error)
	SafeRaceOf(ctx context.Context, safe common.Address, nonce uint64, hash common.Hash, since uint64) (chain.SafeRace, error)
	Close()
}

// PlansOn returns Plans that use one node.
func PlansOn(plans *planner.Planner, client *chain.Client) Plans {
	return plansOn{plans, plans, client}
}

type plansOn struct {
	offers
	plans  *planner.Planner
	client *chain.Client
}

func (p plansOn) ProposeAgain(ctx context.Context, shown *ops.Plan, since uint64, on planner.Terms) (*planner.Proposal, error) {
	return p.plans.ProposeAgain(ctx, p.client, shown, since, on)
}

func (p plansOn) Overdue(ctx context.Context, shown *ops.Plan, on *planner.Override) ([]ops.Finding, error) {
	return p.plans.Overdue(ctx, p.client, shown, on)
}

func (p plansOn) Fees(ctx context.Context, on network.ID, offer planner.Offer) (chain.Fees, error) {
	fees, _, err := p.plans.Fees(ctx, p.client, on, offer, nil)
	return fees, err
}

// DataFeeOf returns twice the chain's current fee for the data of transactions, in wei; nil if the
// chain charges none or the node does not say.
func (p plansOn) DataFeeOf(ctx context.Context, on network.ID, txs []*types.Transaction) *units.Wei {
	return p.plans.DataFeeOf(ctx, p.client, on, txs)
}
