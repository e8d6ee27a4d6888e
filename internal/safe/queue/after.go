package queue

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/reading"
	"mpool/internal/safe"
)

// Builder makes an operation for the given state of the pool.
type Builder func(ctx context.Context, client *chain.Client, state *ops.Snapshot) (ops.Operation, error)

// Behind returns the state and the next nonce after the queued transactions of the Safe that sends the
// first call of an operation. The client in the result simulates on that state. It fails if a queued
// transaction cannot be relied on or executed.
func (c *Clerk) Behind(ctx context.Context, client *chain.Client, before *ops.Snapshot, override *planner.Override, of Order, build Builder) (Ahead, error) {
	which, err := c.firstSafe(ctx, client, before, override, build)
	if err != nil {
		return Ahead{}, err
	}
	of.build, of.override = build, override
	return c.First(ctx, client, before, which, of)
}

// firstSafe is the sender of an operation's first call if that is a Safe, and otherwise the pool's
// owner. It plans the operation on the newest block to find the sender; if that fails, it assumes the
// owner.
func (c *Clerk) firstSafe(ctx context.Context, client *chain.Client, before *ops.Snapshot, override *planner.Override, build Builder) (common.Address, error) {
	owner := before.Pool.Owner
	op, err := build(ctx, client, before)
	if err != nil || reading.Watch(ctx, client, before, op) != nil {
		return owner, nil //nolint:nilerr // it is said where it is planned in earnest
	}
	p, _, err := c.Plans.PlanOn(before, op, override, c.Plans.Settings.From)
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

// Ahead is the result of a queue: the pool after it, the next nonce, and the calls.
type Ahead struct {
	of     common.Address // the Safe
	Client *chain.Client  // simulates on the state after the queue
	State  *ops.Snapshot
	Next   uint64
	Calls  []ops.Call
	ahead  []ops.SafeAhead
	// open are the queued transactions that are not fully signed; nil if all are. without is the
	// operation without them.
	open    []ops.SafeAhead
	without *withoutOpen
}

// none is the result if nothing is queued.
func (q *Queue) none() Ahead {
	return Ahead{of: q.Safe.Address, State: q.Before, Next: q.Safe.Nonce}
}

// add puts a queued transaction behind the others.
func (q *Ahead) add(tx Tx, calls []ops.Call) {
	q.Calls, q.ahead = append(q.Calls, calls...), append(q.ahead, ops.SafeAhead{Nonce: tx.Nonce, Hash: tx.Hash})
	q.Next = tx.Nonce + 1
}

// callsOf are calls of a queued transaction in the form of a plan.
func (q *Queue) callsOf(made []safe.Call) (calls []ops.Call) {
	for _, c := range made {
		calls = append(calls, ops.Call{From: q.Safe.Address, To: c.To, Value: c.Value, Data: c.Data})
	}
	return calls
}

// After is the client that simulates on the state after the queue, or the given client if nothing is
// queued.
func (q Ahead) After(client *chain.Client) *chain.Client {
	if q.Client == nil {
		return client
	}
	return q.Client
}

// Turn is the record of the queue in a plan file; nil if nothing was queued.
func (q Ahead) Turn() *ops.SafeTurn {
	if len(q.Calls) == 0 {
		return nil
	}
	return &ops.SafeTurn{Safe: q.of, Nonce: q.Next, Ahead: q.ahead}
}

// SameQueue refuses calls of another Safe than the one whose queue comes first, because the nonce
// after one Safe's queue is not a nonce of another Safe.
func SameQueue(first Ahead, of common.Address) error {
	if first.of == (common.Address{}) || first.of == of {
		return nil
	}
	return failure.New(failure.Refused, "safe.queue.other", "the queue of the Safe %s comes first, but the calls come from the Safe %s, which has another queue", first.of, of).
		WithHint("execute the queue of %s, then run this again", first.of)
}
