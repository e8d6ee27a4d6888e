package main

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// operationBuilder makes an operation for the pool as it is found.
type operationBuilder func(ctx context.Context, client *chain.Client, state *ops.Snapshot) (ops.Operation, error)

// behindQueue is the state that will be once all is executed that waits at the
// transaction service for the Safe that sends the first call of an operation, and the
// nonce that comes then. From here on the client simulates on that state. What cannot
// be relied on, or executed, ends it.
func (a *app) behindQueue(ctx context.Context, client *chain.Client, before *ops.Snapshot, override *planner.Override, of queueOrder, build operationBuilder) (queued, error) {
	which, err := a.firstSafe(ctx, client, before, override, build)
	if err != nil {
		return queued{}, err
	}
	of.build, of.override = build, override
	return a.queueFirst(ctx, client, before, which, of)
}

// firstSafe is who sends the first call of an operation if that is a Safe, and the
// pool's owner otherwise. Who sends it is known by planning it on the newest block;
// where it cannot be planned there, it is taken for the owner's.
func (a *app) firstSafe(ctx context.Context, client *chain.Client, before *ops.Snapshot, override *planner.Override, build operationBuilder) (common.Address, error) {
	owner := before.Pool.Owner
	op, err := build(ctx, client, before)
	if err != nil || planner.Watch(ctx, client, before, op) != nil {
		return owner, nil //nolint:nilerr // it is said where it is planned in earnest
	}
	p, _, err := a.plans.PlanOn(before, op, override)
	if err != nil || len(p.Plan.Calls) == 0 || p.Plan.Calls[0].From == owner {
		return owner, nil //nolint:nilerr // the same
	}
	first := p.Plan.Calls[0].From
	found, err := client.Safes(ctx, chain.AtHash(before.Block.Hash), []common.Address{first})
	if err != nil || found[first] == nil {
		return owner, err
	}
	return first, nil
}

// queued is what comes first: the pool after it, the nonce that comes then, the
// calls that it makes, and what it is.
type queued struct {
	of     common.Address // the Safe
	client *chain.Client  // whose simulations rest on it
	state  *ops.Snapshot
	next   uint64
	calls  []ops.Call
	ahead  []ops.SafeAhead
	// open are those that not all have confirmed, and without what the operation
	// would be if they never happen; nil where all are confirmed.
	open    []ops.SafeAhead
	without *withoutOpen
}

// after is the client whose simulations rest on the queue: the given one where
// nothing is waited for.
func (q queued) after(client *chain.Client) *chain.Client {
	if q.client == nil {
		return client
	}
	return q.client
}

// turn is what a plan file remembers of it.
func (q queued) turn() *ops.SafeTurn {
	if len(q.calls) == 0 {
		return nil
	}
	return &ops.SafeTurn{Safe: q.of, Nonce: q.next, Ahead: q.ahead}
}

// proposeOnQueue plans a plan's operation again, on the newest block or on what
// the queue leaves, and wants the same calls. A plan that was made behind a queue is
// planned behind it again as long as that waits.
func (a *app) proposeOnQueue(ctx context.Context, client *chain.Client, plan *ops.Plan, flags *safeFlags) (*planner.Proposal, queued, error) {
	turn, err := a.turnStands(ctx, client, plan)
	if err != nil {
		return nil, queued{}, err
	}
	sending := planner.Terms{Offer: &planner.Offer{}, Override: &flags.Override}
	if !flags.queue.set() && (turn == nil || flags.executes) {
		p, err := a.plans.ProposeAgain(ctx, client, plan, 0, sending)
		return p, queued{}, err
	}
	before, err := a.plans.ReadSince(ctx, client, plan.Predicted.Pool.Address, 0)
	if err != nil {
		return nil, queued{}, err
	}
	again := func(context.Context, *chain.Client, *ops.Snapshot) (ops.Operation, error) { return plan.Operation, nil }
	first, err := a.behindQueue(ctx, client, before, &flags.Override, queueOrder{named: flags.queue.named, turn: turn}, again)
	if err != nil {
		return nil, queued{}, err
	}
	p, err := a.plans.Propose(ctx, first.client, first.state, plan.Operation, sending)
	if err != nil {
		return nil, queued{}, err
	}
	if err := a.plans.RefuseEarly(ctx, client, before, p, &flags.Override); err != nil {
		return nil, queued{}, err
	}
	if err := first.ofNow(p.Plan); err != nil {
		return nil, queued{}, err
	}
	return p, first, planner.NotStale(plan, p)
}

// sameQueue refuses the nonce of one Safe for another: what waits for the first of a
// plan's Safes may leave the second as the one whose turn it is.
func sameQueue(first queued, of common.Address) error {
	if first.of == (common.Address{}) || first.of == of {
		return nil
	}
	return failure.New(failure.Refused, "safe.queue.other", "what waits for the Safe %s comes first, and then it is the turn of the Safe %s, whose queue is another", first.of, of).
		WithHint("have executed what waits for %s, and then run it again", first.of)
}

// queueFirst has a batch come after what waits for its Safe: on the state of its
// pool, or of the one of the configuration.
func (j *safeJob) queueFirst(ctx context.Context, a *app, named queueNames) error {
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
	first, err := a.queueFirst(ctx, j.Client, before, j.Safe.Address, queueOrder{named: named})
	if err != nil {
		return err
	}
	j.Client, j.State, j.On, j.behind, j.Ahead = first.client, first.state, first.state.Block, first.next, first.calls
	return nil
}
