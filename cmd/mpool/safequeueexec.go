package main

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/safe"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/review"
	"mpool/internal/safeservice"
)

// openQueueJob takes what waits at the transaction service for a batch, as it is,
// with the signatures that are there. args name the pool whose owner is the Safe.
// The caller closes the client.
func (a *app) openQueueJob(ctx context.Context, args []string, want queue.Name, which common.Address) (*safeJob, error) {
	service, err := a.openService()
	if err != nil {
		return nil, err
	}
	defer service.Close()
	client, pool, err := a.nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	j, err := a.queueJob(ctx, service, client, pool.Address, want, which)
	if err != nil {
		client.Close()
	}
	return j, err
}

func (a *app) queueJob(ctx context.Context, service *safeservice.Client, client *chain.Client, pool common.Address, want queue.Name, which common.Address) (*safeJob, error) {
	before, err := a.plans.ReadForPlanAt(ctx, client, pool, chain.Latest())
	if err != nil {
		return nil, err
	}
	if which == (common.Address{}) {
		which = before.Pool.Owner
	}
	q, err := a.clerk.Read(ctx, service, client, before, which)
	if err != nil {
		return nil, err
	}
	w, err := q.Pick(want)
	if err != nil {
		return nil, err
	}
	return jobOf(ctx, q, w, pool)
}

// jobOf is what waits, as it is, with the signatures that hold.
func jobOf(ctx context.Context, q *queue.Queue, w safeservice.Queued, pool common.Address) (*safeJob, error) {
	j := &safeJob{Subject: review.Subject{Client: q.Client, ChainID: q.Before.ChainID, Block: q.At(), On: q.Before.Block, Safe: q.Safe}, version: q.Version, queued: &w.Transaction, pool: pool}
	calls, known, err := q.Calls(ctx, w.Transaction)
	if err == nil && !known {
		err = failure.New(failure.Refused, "safe.unknown", "transaction %d is a delegate call of code that mpool does not know: it could take all that the Safe has", w.Transaction.Nonce).
			WithHint("have the Safe's owners reject it")
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
