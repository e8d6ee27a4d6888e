package queue

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// Builder makes an operation for the pool as it is found.
type Builder func(ctx context.Context, client *chain.Client, state *ops.Snapshot) (ops.Operation, error)

// Behind is the state that will be once all is executed that waits at the
// transaction service for the Safe that sends the first call of an operation, and the
// nonce that comes then. From here on the client simulates on that state. What cannot
// be relied on, or executed, ends it.
func (c *Clerk) Behind(ctx context.Context, client *chain.Client, before *ops.Snapshot, override *planner.Override, of Order, build Builder) (Ahead, error) {
	which, err := c.firstSafe(ctx, client, before, override, build)
	if err != nil {
		return Ahead{}, err
	}
	of.build, of.override = build, override
	return c.First(ctx, client, before, which, of)
}

// firstSafe is who sends the first call of an operation if that is a Safe, and the
// pool's owner otherwise. Who sends it is known by planning it on the newest block;
// where it cannot be planned there, it is taken for the owner's.
func (c *Clerk) firstSafe(ctx context.Context, client *chain.Client, before *ops.Snapshot, override *planner.Override, build Builder) (common.Address, error) {
	owner := before.Pool.Owner
	op, err := build(ctx, client, before)
	if err != nil || planner.Watch(ctx, client, before, op) != nil {
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

// Ahead is what is queued before: the pool after it, the next nonce, the calls, and a
// description.
type Ahead struct {
	of     common.Address // the Safe
	Client *chain.Client  // whose simulations rest on it
	State  *ops.Snapshot
	Next   uint64
	Calls  []ops.Call
	ahead  []ops.SafeAhead
	// open are the queued transactions without all confirmations, and those without which
	// the operation would differ; nil if all are confirmed.
	open    []ops.SafeAhead
	without *withoutOpen
}

// After is the client whose simulations rest on the queue: the given one where
// nothing is waited for.
func (q Ahead) After(client *chain.Client) *chain.Client {
	if q.Client == nil {
		return client
	}
	return q.Client
}

// Turn is what a plan file remembers of it.
func (q Ahead) Turn() *ops.SafeTurn {
	if len(q.Calls) == 0 {
		return nil
	}
	return &ops.SafeTurn{Safe: q.of, Nonce: q.Next, Ahead: q.ahead}
}

// SameQueue refuses the nonce of one Safe for another: what waits for the first of a
// plan's Safes may leave the second as the one whose turn it is.
func SameQueue(first Ahead, of common.Address) error {
	if first.of == (common.Address{}) || first.of == of {
		return nil
	}
	return failure.New(failure.Refused, "safe.queue.other", "the queue of the Safe %s comes first, but the calls come from the Safe %s, which has another queue", first.of, of).
		WithHint("execute the queue of %s, then run this again", first.of)
}
