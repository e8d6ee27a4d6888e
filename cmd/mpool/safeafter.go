package main

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe/queue"
)

// proposeOnQueue plans a plan's operation again, on the newest block or on what
// the queue leaves, and wants the same calls. A plan that was made behind a queue is
// planned behind it again as long as that waits.
func (a *app) proposeOnQueue(ctx context.Context, client *chain.Client, plan *ops.Plan, flags *safeFlags) (*planner.Proposal, queue.Ahead, error) {
	turn, err := a.clerk.TurnStands(ctx, client, plan)
	if err != nil {
		return nil, queue.Ahead{}, err
	}
	sending := planner.Terms{Offer: &planner.Offer{}, Override: &flags.Override}
	if !flags.queue.Given() && (turn == nil || flags.executes) {
		p, err := a.plans.ProposeAgain(ctx, client, plan, 0, sending)
		return p, queue.Ahead{}, err
	}
	before, err := a.plans.ReadSince(ctx, client, plan.Predicted.Pool.Address, 0)
	if err != nil {
		return nil, queue.Ahead{}, err
	}
	again := func(context.Context, *chain.Client, *ops.Snapshot) (ops.Operation, error) { return plan.Operation, nil }
	first, err := a.clerk.Behind(ctx, client, before, &flags.Override, queue.Order{Named: flags.queue.Named, Turn: turn}, again)
	if err != nil {
		return nil, queue.Ahead{}, err
	}
	p, err := a.plans.Propose(ctx, first.Client, first.State, plan.Operation, sending)
	if err != nil {
		return nil, queue.Ahead{}, err
	}
	if err := a.plans.RefuseEarly(ctx, client, before, p, &flags.Override); err != nil {
		return nil, queue.Ahead{}, err
	}
	if err := first.OfNow(p.Plan); err != nil {
		return nil, queue.Ahead{}, err
	}
	return p, first, planner.NotStale(plan, p)
}

// queueFirst has a batch come after what waits for its Safe: on the state of its
// pool, or of the one of the configuration.
func (a *app) batchBehind(ctx context.Context, j *safeJob, named queue.Names) error {
	d, err := decode.New()
	if err != nil {
		return err
	}
	pools := explain.PoolsOf(d, j.Calls)
	if len(pools) == 0 {
		choice, err := a.settings.ChoosePool(nil)
		if err != nil {
			return err
		}
		pools = []common.Address{choice.Address}
	}
	before, err := a.plans.ReadForPlanAt(ctx, j.Client, pools[0], j.Block)
	if err != nil {
		return err
	}
	first, err := a.clerk.First(ctx, j.Client, before, j.Safe.Address, queue.Order{Named: named})
	if err != nil {
		return err
	}
	j.Client, j.State, j.On, j.behind, j.Ahead = first.Client, first.State, first.State.Block, first.Next, first.Calls
	return nil
}
