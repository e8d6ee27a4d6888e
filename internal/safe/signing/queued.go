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

// OpenQueueJob opens the next queued transaction for execution, unchanged, with its valid signatures.
// args name the pool, whose owner is the Safe unless which names one. The caller closes the client.
func (k *Desk) OpenQueueJob(ctx context.Context, args []string, want queue.Name, which common.Address) (*Request, error) {
	return k.fromQueue(ctx, args, which, func(client *chain.Client, q *queue.Queue) (*Request, error) {
		w, err := q.Pick(want)
		if err != nil {
			return nil, err
		}
		return jobOf(ctx, client, q, w, q.Before.Pool.Address)
	})
}

// fromQueue reads the queue of a Safe at the transaction service and calls take to choose a
// transaction. The Safe is the pool's owner unless which names one. The caller closes the request's
// client.
func (k *Desk) fromQueue(ctx context.Context, args []string, which common.Address, take func(*chain.Client, *queue.Queue) (*Request, error)) (*Request, error) {
	service, err := k.Service()
	if err != nil {
		return nil, err
	}
	defer service.Close()
	client, pool, err := k.Nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	q, err := k.readQueue(ctx, service, client, pool.Address, which)
	var j *Request
	if err == nil {
		j, err = take(client, q)
	}
	if err != nil {
		client.Close()
		return nil, err
	}
	return j, nil
}

func (k *Desk) readQueue(ctx context.Context, service *safeservice.Client, client *chain.Client, pool, which common.Address) (*queue.Queue, error) {
	before, err := k.Plans.Reads.At(ctx, client, pool, chain.Latest())
	if err != nil {
		return nil, err
	}
	if which == (common.Address{}) {
		which = before.Pool.Owner
	}
	return k.Clerk.Read(ctx, service, client, before, which)
}

// jobOf is a request for a queued transaction, unchanged, with its valid signatures.
func jobOf(ctx context.Context, client *chain.Client, q *queue.Queue, w safeservice.Queued, pool common.Address) (*Request, error) {
	j := &Request{Client: client, Subject: review.Subject{ChainID: q.Before.ChainID, Block: q.At(), On: q.Before.Block, Safe: q.Safe}, version: q.Version, queued: &w.Transaction, pool: pool}
	calls, known, err := q.Calls(ctx, w.Transaction)
	if err == nil && !known {
		err = failure.New(failure.Refused, "safe.unknown", "transaction %d is a delegate call to code unknown to mpool: it could take everything from the Safe", w.Transaction.Nonce).
			WithHint("ask the Safe's owners to reject it")
	}
	if err == nil && len(calls) == 0 {
		err = failure.New(failure.Refused, "nothing", "nothing to sign: transaction %d makes no call", w.Transaction.Nonce).
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

// OpenToSign opens what is to be hashed, signed or proposed: a plan, a batch, or a queued transaction
// of the Safe that owns the pool. The caller closes the client.
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
	j, err := k.fromQueue(ctx, args, flags.Safe, func(client *chain.Client, q *queue.Queue) (*Request, error) {
		return k.queuedToSign(ctx, client, q, queued, flags)
	})
	if err != nil {
		return nil, err
	}
	j.next = next
	return j, nil
}

// queuedToSign opens a queued transaction unchanged, on the state after the ones before it. Those must
// be fully signed or named by --after.
func (k *Desk) queuedToSign(ctx context.Context, client *chain.Client, q *queue.Queue, want queue.Name, flags *Options) (*Request, error) {
	w, err := q.Only(want)
	if err != nil {
		return nil, err
	}
	j, err := jobOf(ctx, client, q, w, q.Before.Pool.Address)
	if err != nil || w.Transaction.Nonce == q.Safe.Nonce {
		return j, err
	}
	first, err := k.Clerk.First(ctx, client, q.Before, q.Safe.Address, queue.Order{Named: flags.Queue.Named, Prices: flags.Prices, Turn: &ops.SafeTurn{Safe: q.Safe.Address, Nonce: w.Transaction.Nonce}})
	if err != nil {
		return nil, err
	}
	if first.Next != w.Transaction.Nonce {
		return nil, queue.NotKnown("an earlier transaction is missing").WithHint("run mpool safe queue")
	}
	j.Client, j.State, j.On, j.behind, j.Ahead = first.After(client), first.State, first.State.Block, first.Next, first.Calls
	return j, nil
}
