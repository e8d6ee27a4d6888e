package signing

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/review"
	"mpool/internal/safeservice"
)

// OpenQueueJob takes what waits at the transaction service for a batch, as it is,
// with the signatures that are there. args name the pool whose owner is the Safe.
// The caller closes the client.
func (k *Desk) OpenQueueJob(ctx context.Context, args []string, want queue.Name, which common.Address) (*Request, error) {
	service, err := k.Service()
	if err != nil {
		return nil, err
	}
	defer service.Close()
	client, pool, err := k.Nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	j, err := k.queueJob(ctx, service, client, pool.Address, want, which)
	if err != nil {
		client.Close()
	}
	return j, err
}

func (k *Desk) queueJob(ctx context.Context, service *safeservice.Client, client *chain.Client, pool common.Address, want queue.Name, which common.Address) (*Request, error) {
	before, err := k.Plans.ReadForPlanAt(ctx, client, pool, chain.Latest())
	if err != nil {
		return nil, err
	}
	if which == (common.Address{}) {
		which = before.Pool.Owner
	}
	q, err := k.Clerk.Read(ctx, service, client, before, which)
	if err != nil {
		return nil, err
	}
	w, err := q.Pick(want)
	if err != nil {
		return nil, err
	}
	return jobOf(ctx, client, q, w, pool)
}

// jobOf is what waits, as it is, with the signatures that hold.
func jobOf(ctx context.Context, client *chain.Client, q *queue.Queue, w safeservice.Queued, pool common.Address) (*Request, error) {
	j := &Request{Client: client, Subject: review.Subject{ChainID: q.Before.ChainID, Block: q.At(), On: q.Before.Block, Safe: q.Safe}, version: q.Version, queued: &w.Transaction, pool: pool}
	calls, known, err := q.Calls(ctx, w.Transaction)
	if err == nil && !known {
		err = failure.New(failure.Refused, "safe.unknown", "transaction %d is a delegate call to code unknown to mpool: it could take everything from the Safe", w.Transaction.Nonce).
			WithHint("ask the Safe's owners to reject it")
	}
	if err != nil {
		return nil, err
	}
	if j.Calls = calls; w.Transaction.Operation == safe.OperationDelegateCall {
		j.multiSend = w.Transaction.To
	}
	confirmed, err := q.Confirmed(ctx, w)
	if err == nil {
		j.signed = confirmed.Good
	}
	return j, err
}

// OpenToSign is what is hashed, signed or proposed: a plan, a batch, or what waits at
// the transaction service for the Safe that owns the pool. The caller closes the
// client.
func (k *Desk) OpenToSign(ctx context.Context, next NextLine, args []string, flags *Options, queued queue.Name, nonce Nonce) (*Request, error) {
	if !queued.Given {
		return k.Open(ctx, next, args[0], flags)
	}
	if nonce.Given {
		return nil, failure.Usage("the queued transaction has its own nonce, but --nonce gives another").WithHint("omit --nonce")
	}
	if err := flags.Override.Check(); err != nil {
		return nil, err
	}
	service, err := k.Service()
	if err != nil {
		return nil, err
	}
	defer service.Close()
	client, pool, err := k.Nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	j, err := k.queuedToSign(ctx, service, client, pool.Address, queued, flags)
	if err != nil {
		client.Close()
		return nil, err
	}
	j.next = next
	return j, nil
}

// queuedToSign takes what waits as it is, on the state that what comes before it
// leaves, which all have to have confirmed, or --after names.
func (k *Desk) queuedToSign(ctx context.Context, service *safeservice.Client, client *chain.Client, pool common.Address, want queue.Name, flags *Options) (*Request, error) {
	before, err := k.Plans.ReadForPlanAt(ctx, client, pool, chain.Latest())
	if err != nil {
		return nil, err
	}
	which := flags.Safe
	if which == (common.Address{}) {
		which = before.Pool.Owner
	}
	q, err := k.Clerk.Read(ctx, service, client, before, which)
	if err != nil {
		return nil, err
	}
	w, err := q.Only(want)
	if err != nil {
		return nil, err
	}
	j, err := jobOf(ctx, client, q, w, pool)
	if err != nil || w.Transaction.Nonce == q.Safe.Nonce {
		return j, err
	}
	first, err := k.Clerk.First(ctx, client, before, which, queue.Order{Named: flags.Queue.Named, Turn: &ops.SafeTurn{Safe: which, Nonce: w.Transaction.Nonce}})
	if err != nil {
		return nil, err
	}
	if first.Next != w.Transaction.Nonce {
		return nil, queue.NotKnown("an earlier transaction is missing").WithHint("run mpool safe queue")
	}
	j.State, j.On, j.behind, j.Ahead = first.State, first.State.Block, first.Next, first.Calls
	return j, nil
}
