package main

import (
	"context"

	"mpool/internal/chain"
	"mpool/internal/ops"
)

// afterQueue is the state that will be once all is executed that waits for the
// pool's owner at the transaction service, and the nonce that comes then. From
// here on the client simulates on that state. What cannot be relied on, or
// executed, ends it.
func (a *app) afterQueue(ctx context.Context, client *chain.Client, before *ops.Snapshot) (*ops.Snapshot, uint64, error) {
	service, err := a.openService()
	if err != nil {
		return nil, 0, err
	}
	defer service.Close()
	q, err := a.readQueue(ctx, service, client, before, before.Pool.Owner)
	if err != nil {
		return nil, 0, err
	}
	v, err := q.view(ctx)
	if err != nil {
		return nil, 0, err
	}
	next := q.safe.Nonce
	var calls []ops.Call
	for i, tx := range v.Transactions {
		if !tx.Simulated {
			why := tx.Skipped
			if tx.Revert != "" {
				why = "it reverts: " + tx.Revert
			}
			return nil, 0, fail(exitRefused, "safe.queue", "transaction %d of the queue cannot be planned on: %s", tx.Nonce, clean(why, textWidth)).
				withHint("look at it with: mpool safe queue")
		}
		made, _, err := q.calls(ctx, q.waiting[i].Transaction)
		if err != nil {
			return nil, 0, err
		}
		for _, c := range made {
			calls = append(calls, ops.Call{From: q.safe.Address, To: c.To, Value: c.Value, Data: c.Data})
		}
		next = tx.Nonce + 1
	}
	if len(calls) == 0 {
		a.note("nothing waits in the queue of the Safe: planning on the newest block")
		return before, next, nil
	}
	a.note("planning on what is there after %s of the queue, nonces %d to %d", plural(len(v.Transactions), "transaction"), q.safe.Nonce, next-1)
	after, err := client.After(ctx, before, calls, before.Block.Time+nextBlock)
	if err != nil {
		return nil, 0, fail(exitSimulation, "safe.queue", "what waits in the queue cannot be planned on: %s", clean(err.Error(), textWidth)).because(err).
			withHint("look at it with: mpool safe queue")
	}
	return after, next, nil
}

// proposeOnQueue plans a plan's operation again, on the newest block or on what
// the queue leaves, and wants the same calls.
func (a *app) proposeOnQueue(ctx context.Context, client *chain.Client, plan *ops.Plan, flags *safeFlags) (*proposal, uint64, error) {
	sending := &sendingFlags{override: flags.override}
	if !flags.after {
		p, err := a.proposeAgain(ctx, client, plan, 0, sending)
		return p, 0, err
	}
	before, err := a.readSince(ctx, client, plan.Predicted.Pool.Address, 0)
	if err != nil {
		return nil, 0, err
	}
	before, next, err := a.afterQueue(ctx, client, before)
	if err != nil {
		return nil, 0, err
	}
	p, err := a.propose(ctx, client, before, plan.Operation, sending)
	if err != nil {
		return nil, 0, err
	}
	return p, next, notStale(plan, p)
}
