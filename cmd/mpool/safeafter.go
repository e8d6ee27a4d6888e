package main

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/ops"
)

// behindQueue is the state that will be once all is executed that waits at the
// transaction service for the Safe that sends the first call of an operation, and the
// nonce that comes then. From here on the client simulates on that state. What cannot
// be relied on, or executed, ends it.
func (a *app) behindQueue(ctx context.Context, client *chain.Client, before *ops.Snapshot, override *overrideFlags, build func(*target) (ops.Operation, error)) (queued, error) {
	which, err := a.firstSafe(ctx, client, before, override, build)
	if err != nil {
		return queued{}, err
	}
	return a.queueFirst(ctx, client, before, which)
}

// firstSafe is who sends the first call of an operation if that is a Safe, and the
// pool's owner otherwise. Who sends it is known by planning it on the newest block;
// where it cannot be planned there, it is taken for the owner's.
func (a *app) firstSafe(ctx context.Context, client *chain.Client, before *ops.Snapshot, override *overrideFlags, build func(*target) (ops.Operation, error)) (common.Address, error) {
	owner := before.Pool.Owner
	op, err := build(&target{a, ctx, client, before})
	if err != nil || watch(ctx, client, before, op) != nil {
		return owner, nil //nolint:nilerr // it is said where it is planned in earnest
	}
	p, _, err := a.plan(before, op, override)
	if err != nil || len(p.plan.Calls) == 0 || p.plan.Calls[0].From == owner {
		return owner, nil //nolint:nilerr // the same
	}
	first := p.plan.Calls[0].From
	found, err := client.Safes(ctx, chain.AtHash(before.Block.Hash), []common.Address{first})
	if err != nil || found[first] == nil {
		return owner, err
	}
	return first, nil
}

// queued is what comes first: the pool after it, the nonce that comes then, and the
// calls that it makes.
type queued struct {
	of    common.Address // the Safe
	state *ops.Snapshot
	next  uint64
	calls []ops.Call
}

// turn is what a plan file remembers of it.
func (q queued) turn() *ops.SafeTurn {
	if len(q.calls) == 0 {
		return nil
	}
	return &ops.SafeTurn{Safe: q.of, Nonce: q.next}
}

// turnOf is the nonce that the plan was made for, where that has still to come.
func (j *safeJob) turnOf() uint64 {
	if j.plan == nil || j.plan.Turn == nil || j.plan.Turn.Safe != j.safe.Address || j.plan.Turn.Nonce <= j.safe.Nonce {
		return 0
	}
	return j.plan.Turn.Nonce
}

// hasTurn refuses to execute, without a signature that says for which nonce, what was
// planned to come later.
func (j *safeJob) hasTurn(words []string) error {
	turn := j.turnOf()
	if turn == 0 || len(words) > 0 {
		return nil
	}
	return fail(exitRefused, "safe.nonce", "the plan was made for nonce %d of the Safe, and its next one is %d: %s first", turn, j.safe.Nonce, comes(turn-j.safe.Nonce)).
		withHint("execute what comes before it; or plan again, without --after-queue")
}

// queueFirst is behindQueue of a Safe that is known.
func (a *app) queueFirst(ctx context.Context, client *chain.Client, before *ops.Snapshot, which common.Address) (queued, error) {
	var none queued
	service, err := a.openService()
	if err != nil {
		return none, err
	}
	defer service.Close()
	q, err := a.readQueue(ctx, service, client, before, which)
	if err != nil {
		return none, err
	}
	q.flags = &safeFlags{} // nobody is trusted, and nothing overridden
	v, err := q.view(ctx, a)
	if err != nil {
		return none, err
	}
	next := q.safe.Nonce
	var calls []ops.Call
	for i, tx := range v.Transactions {
		if found := tx.refused(); found != nil && !tx.Foreign {
			if !tx.Simulated || tx.touches() {
				return none, fail(exitRefused, "safe.queue", "transaction %d of the queue is not to be planned on: %s [%s]", tx.Nonce, clean(found.Summary, textWidth), found.Code).
					withHint("look at it with: mpool safe queue; or plan on the newest block, without --after-queue, and sign it with: mpool safe sign PLAN --nonce %d", q.last()+1)
			}
			a.warn("safe.queue", "transaction %d of the queue is refused by mpool safe queue, and does not change the pool: it is planned on all the same: %s [%s]",
				tx.Nonce, clean(found.Summary, textWidth), found.Code)
		}
		if !tx.Simulated {
			why := tx.Skipped
			if tx.Revert != "" {
				why = "it reverts: " + tx.Revert
			}
			return none, fail(exitRefused, "safe.queue", "transaction %d of the queue cannot be planned on: %s", tx.Nonce, clean(why, textWidth)).
				withHint("look at it with: mpool safe queue")
		}
		made, _, err := q.calls(ctx, q.waiting[i].Transaction)
		if err != nil {
			return none, err
		}
		for _, c := range made {
			calls = append(calls, ops.Call{From: q.safe.Address, To: c.To, Value: c.Value, Data: c.Data})
		}
		next = tx.Nonce + 1
	}
	if len(calls) == 0 {
		a.note("nothing waits in the queue of the Safe: planning on the newest block")
		return queued{which, before, next, nil}, nil
	}
	a.note("planning on what is there after %s of the queue, nonces %d to %d", plural(len(v.Transactions), "transaction"), q.safe.Nonce, next-1)
	after, err := client.After(ctx, before, calls, before.Block.Time+nextBlock)
	if err != nil {
		return none, fail(exitSimulation, "safe.queue", "what waits in the queue cannot be planned on: %s", clean(err.Error(), textWidth)).because(err).
			withHint("look at it with: mpool safe queue")
	}
	return queued{which, after, next, calls}, nil
}

// proposeOnQueue plans a plan's operation again, on the newest block or on what
// the queue leaves, and wants the same calls.
func (a *app) proposeOnQueue(ctx context.Context, client *chain.Client, plan *ops.Plan, flags *safeFlags) (*proposal, queued, error) {
	sending := &sendingFlags{override: flags.override}
	if !flags.after {
		p, err := a.proposeAgain(ctx, client, plan, 0, sending)
		return p, queued{}, err
	}
	before, err := a.readSince(ctx, client, plan.Predicted.Pool.Address, 0)
	if err != nil {
		return nil, queued{}, err
	}
	first, err := a.behindQueue(ctx, client, before, &flags.override, func(*target) (ops.Operation, error) { return plan.Operation, nil })
	if err != nil {
		return nil, queued{}, err
	}
	p, err := a.propose(ctx, client, first.state, plan.Operation, sending)
	if err != nil {
		return nil, queued{}, err
	}
	if p.plan.Opens() {
		return nil, queued{}, fail(exitRefused, "doors.early", "what is left is to open the pool again, and that is not signed before what waits in the queue is mined: whoever has the signatures could execute it before that").
			withHint("have executed what waits, and run it again without --after-queue")
	}
	return p, first, notStale(plan, p)
}

// sameQueue refuses the nonce of one Safe for another: what waits for the first of a
// plan's Safes may leave the second as the one whose turn it is.
func sameQueue(first queued, of common.Address) error {
	if first.of == (common.Address{}) || first.of == of {
		return nil
	}
	return fail(exitRefused, "safe.queue.other", "what waits for the Safe %s comes first, and then it is the turn of the Safe %s, whose queue is another", first.of, of).
		withHint("have executed what waits for %s, and then run it again", first.of)
}

// queueFirst has a batch come after what waits for its Safe: on the state of its
// pool, or of the one of the configuration.
func (j *safeJob) queueFirst(ctx context.Context, a *app) error {
	d, err := decode.New()
	if err != nil {
		return err
	}
	pools := poolsOf(d, j.calls)
	if len(pools) == 0 {
		choice, err := a.settings.choosePool(nil)
		if err != nil {
			return err
		}
		pools = []common.Address{choice.Address}
	}
	before, err := a.readForPlanAt(ctx, j.client, pools[0], j.block)
	if err != nil {
		return err
	}
	first, err := a.queueFirst(ctx, j.client, before, j.safe.Address)
	if err != nil {
		return err
	}
	j.state, j.on, j.behind, j.ahead = first.state, first.state.Block, first.next, first.calls
	return nil
}
