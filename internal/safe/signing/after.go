package signing

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe/queue"
	"mpool/internal/text"
)

// ProposeOnQueue plans a plan's operation again, on the newest block or on the state after the queue,
// and requires the same calls. A plan that was made after queued transactions is planned after them
// again while they wait.
func (k *Desk) ProposeOnQueue(ctx context.Context, client *chain.Client, plan *ops.Plan, flags *Options) (*planner.Proposal, queue.Ahead, error) {
	k.Plans.Guards = plan.Guards
	turn, err := k.Clerk.TurnStands(ctx, client, plan)
	if err != nil {
		return nil, queue.Ahead{}, err
	}
	sending := planner.Terms{Offer: &planner.Offer{}, Override: &flags.Override, Executed: flags.Executes}
	if !flags.Queue.Given() && (turn == nil || flags.Executes) {
		p, err := k.Plans.ProposeAgain(ctx, client, plan, 0, sending)
		if err == nil {
			err = sameAmounts(plan, p)
		}
		return p, queue.Ahead{}, err
	}
	before, err := k.Plans.Reads.Since(ctx, client, plan.Predicted.Pool.Address, 0)
	if err != nil {
		return nil, queue.Ahead{}, err
	}
	again := func(context.Context, *chain.Client, *ops.Snapshot) (ops.Operation, error) { return plan.Operation, nil }
	first, err := k.Clerk.Behind(ctx, client, before, &flags.Override, queue.Order{Named: flags.Queue.Named, Turn: turn, Prices: flags.Prices}, again)
	if err != nil {
		return nil, queue.Ahead{}, err
	}
	p, err := k.Plans.Propose(ctx, first.Client, first.State, plan.Operation, sending)
	if err != nil {
		return nil, queue.Ahead{}, err
	}
	if err := k.Plans.RefuseEarly(ctx, client, before, p, &flags.Override); err != nil {
		return nil, queue.Ahead{}, err
	}
	if err := first.OfNow(p.Plan); err != nil {
		return nil, queue.Ahead{}, err
	}
	if err := planner.NotStale(plan, p); err != nil {
		return p, first, err
	}
	return p, first, sameAmounts(plan, p)
}

// sameAmounts refuses a plan whose calls of a Safe have other amounts now, because others have traded, joined
// or exited. Its owners sign one hash, and with other amounts each of them would sign another.
func sameAmounts(plan *ops.Plan, p *planner.Proposal) error {
	if len(p.View.Safes) == 0 {
		return nil
	}
	if drifted := plan.Drifted(p.Plan); drifted != "" {
		return failure.New(failure.Refused, "stale", "the plan is stale: others have changed the pool since, and now %s", text.Clean(drifted, text.LineWidth)).
			WithHint("plan again, and have all owners sign the new plan; if others keep changing it, first execute mpool shut, then plan again").
			WithResult(p.View.NotSent("the plan is stale"))
	}
	return nil
}

// batchBehind makes a batch start after the transactions that wait for its Safe. It uses the state of
// the batch's first pool or, if the batch has none, of the configured pool.
func (k *Desk) batchBehind(ctx context.Context, j *Request, flags *Options) error {
	d, err := decode.New()
	if err != nil {
		return err
	}
	pools := explain.PoolsOf(d, j.Calls)
	if len(pools) == 0 {
		choice, err := k.Settings.ChoosePool(nil)
		if err != nil {
			return err
		}
		pools = []common.Address{choice.Address}
	}
	before, err := k.Plans.Reads.At(ctx, j.Client, pools[0], j.Block)
	if err != nil {
		return err
	}
	first, err := k.Clerk.First(ctx, j.Client, before, j.Safe.Address, queue.Order{Named: flags.Queue.Named, Prices: flags.Prices})
	if err != nil {
		return err
	}
	j.Client, j.State, j.On, j.behind, j.Ahead = first.Client, first.State, first.State.Block, first.Next, first.Calls
	return nil
}
