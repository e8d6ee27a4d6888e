package execution

import (
	"context"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/units"
)

// fakePlans is the real planner, except that simulations and gas come from this struct.
type fakePlans struct {
	*planner.Planner
	node *fakeNode
	fees chain.Fees
	gas  uint64     // that each call uses
	data *units.Wei // the chain's fee for data; nil: none
}

func (p *fakePlans) DataFeeOf(context.Context, network.ID, []*types.Transaction) *units.Wei {
	return p.data
}

func (p *fakePlans) ProposeAgain(ctx context.Context, shown *ops.Plan, since uint64, on planner.Terms) (*planner.Proposal, error) {
	if err := p.node.next("ProposeAgain").err; err != nil {
		return nil, err
	}
	return p.Again(ctx, p, shown, since, on)
}

func (p *fakePlans) Overdue(ctx context.Context, shown *ops.Plan, on *planner.Override) ([]ops.Finding, error) {
	if err := p.node.next("Overdue").err; err != nil {
		return nil, err
	}
	before, err := p.ReadSince(ctx, shown.Predicted.Pool.Address, 0)
	if err != nil {
		return nil, err
	}
	before = bare(before)
	if watching, is := shown.Operation.(ops.Watching); is {
		if err := p.node.Watch(ctx, before, watching.Watch(before)); err != nil {
			return nil, err
		}
	}
	return p.OverdueOn(before, shown, on)
}

func (p *fakePlans) ReadFor(ctx context.Context, plan *ops.Plan, since uint64) (*ops.Snapshot, error) {
	return p.ReadSince(ctx, plan.Predicted.Pool.Address, since)
}

func (p *fakePlans) ReadSince(ctx context.Context, pool common.Address, since uint64) (*ops.Snapshot, error) {
	if head := p.node.head().header.Number; head < since {
		return nil, failure.New(failure.Plain, "node.behind", "the node is at block %d, but the plan is based on block %d", head, since)
	}
	return p.node.SnapshotWithRatios(ctx, pool, chain.AtHash(p.node.head().header.Hash))
}

func (p *fakePlans) Propose(ctx context.Context, before *ops.Snapshot, op ops.Operation, on planner.Terms) (*planner.Proposal, error) {
	before = bare(before)
	if watching, is := op.(ops.Watching); is {
		if err := p.node.Watch(ctx, before, watching.Watch(before)); err != nil {
			return nil, err
		}
	}
	proposal, _, err := p.PlanOn(before, op, on.Override, p.Settings.From)
	if err != nil {
		return nil, err
	}
	if proposal.Plan.Refused() {
		return nil, planner.Refusal(proposal)
	}
	if len(proposal.Plan.Calls) == 0 {
		return proposal, nil
	}
	used, limits := slices.Repeat([]uint64{p.gas}, len(proposal.Plan.Calls)), slices.Repeat([]uint64{p.gas * 13 / 10}, len(proposal.Plan.Calls))
	proposal.Gas, proposal.View.Cost = used, planview.NewCost(used, limits, p.fees)
	proposal.View.Proof = &planview.Proof{Level: chain.Simulated}
	return proposal, nil
}

func (p *fakePlans) Logs(ctx context.Context, filter chain.LogFilter, from, to uint64, progress func(uint64)) ([]types.Log, error) {
	return p.node.Logs(ctx, filter, from, to, progress)
}

func (p *fakePlans) Fees(_ context.Context, _ network.ID, offer planner.Offer) (chain.Fees, error) {
	fees := p.fees
	if offer.GasPrice.Given {
		fees.FeeCap = offer.GasPrice.Value
	}
	if offer.Tip.Given {
		fees.Tip = offer.Tip.Value
	}
	return fees, p.node.next("Fees").err
}
