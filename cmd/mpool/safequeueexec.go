package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/parse"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/safeservice"
	"mpool/internal/text"
)

// queuedFlag names what waits at a transaction service: by its nonce, or by its
// safeTxHash where several wait with one.
type queuedFlag struct {
	nonce uint64
	hash  common.Hash
	set   bool
}

func (f *queuedFlag) String() string {
	switch {
	case !f.set:
		return ""
	case f.hash != (common.Hash{}):
		return f.hash.Hex()
	}
	return strconv.FormatUint(f.nonce, 10)
}

func (f *queuedFlag) Type() string { return "nonce|hash" }

// Set reads a nonce, or a hash that begins with 0x.
func (f *queuedFlag) Set(words string) (err error) {
	if strings.HasPrefix(words, "0x") {
		f.hash, err = parseHash(words)
	} else if f.nonce, err = parse.Count(words); err != nil {
		err = fmt.Errorf("%s is neither a nonce such as 7 nor a safeTxHash", text.Quote(words))
	}
	f.set = err == nil
	return err
}

// signed are the owners who have agreed, in the Safe's order: by a signature that
// holds, or by approving the hash on the chain; and what became of the confirmations.
func (q *queue) signed(ctx context.Context, w safeservice.Queued) ([]common.Address, *confirmations, error) {
	if w.Broken != "" {
		return []common.Address{}, nil, nil // there is nothing to agree to
	}
	c, err := q.confirmed(ctx, w)
	if err != nil {
		return nil, nil, err
	}
	approved, err := q.client.Approvals(ctx, q.at(), q.safe.Address, q.hashes(w).SafeTx, q.safe.Owners)
	if err != nil {
		return nil, nil, err
	}
	agreed := []common.Address{}
	for _, owner := range q.safe.Owners {
		if slices.Contains(approved, owner) || slices.ContainsFunc(c.good, func(s safe.Signature) bool { return s.Owner == owner }) {
			agreed = append(agreed, owner)
		}
	}
	return agreed, c, nil
}

// only finds what is meant: one that waits, and is what its hash says.
func (q *queue) only(want queuedFlag) (safeservice.Queued, error) {
	var found []safeservice.Queued
	for _, w := range q.waiting {
		if want.is(w, q.hashes(w).SafeTx) {
			found = append(found, w)
		}
	}
	switch {
	case len(found) == 0:
		return lookAtQueue(failure.New(failure.Refused, "safe.queue", "nothing waits with %s; the Safe's next nonce is %d", want.Text(), q.safe.Nonce))
	case len(found) > 1:
		return safeservice.Queued{}, failure.New(failure.Refused, "safe.queue", "%d transactions wait with nonce %d, and only one of them can be executed: which one?", len(found), want.nonce).
			WithHint("name its safeTxHash, as mpool safe queue shows it: --from-queue 0x…")
	case found[0].Broken != "":
		return lookAtQueue(failure.New(failure.Refused, "service.entry", "what waits with %s is no transaction: %s", want.Text(), text.Clean(found[0].Broken, text.LineWidth)))
	case q.foreign(found[0]):
		return lookAtQueue(failure.New(failure.Refused, "service.hash", "what waits with nonce %d is not what its hash says: the service says %s, and it is %s",
			found[0].Transaction.Nonce, found[0].Claimed, q.hashes(found[0]).SafeTx))
	}
	return found[0], nil
}

func lookAtQueue(f *failure.Failure) (safeservice.Queued, error) {
	return safeservice.Queued{}, f.WithHint("look at it with: mpool safe queue")
}

// pick finds what is to be executed: what comes next, and is what its hash says.
func (q *queue) pick(want queuedFlag) (safeservice.Queued, error) {
	w, err := q.only(want)
	if err != nil {
		return w, err
	}
	n := w.Transaction.Nonce
	switch {
	case n != q.safe.Nonce:
		return lookAtQueue(failure.New(failure.Refused, "safe.nonce", "nonce %d is not the Safe's next one, which is %d: %s first", n, q.safe.Nonce, comes(n-q.safe.Nonce)))
	case !w.Transaction.Plain():
		return lookAtQueue(failure.New(failure.Refused, "safe.refund", "transaction %d limits the gas, or pays whoever executes it: mpool executes what does neither", n))
	}
	return w, nil
}

func (f *queuedFlag) Text() string {
	if f.hash != (common.Hash{}) {
		return "the safeTxHash " + f.hash.Hex()
	}
	return "nonce " + strconv.FormatUint(f.nonce, 10)
}

// openQueueJob takes what waits at the transaction service for a batch, as it is,
// with the signatures that are there. args name the pool whose owner is the Safe.
// The caller closes the client.
func (a *app) openQueueJob(ctx context.Context, args []string, want queuedFlag, which common.Address) (*safeJob, error) {
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

func (a *app) queueJob(ctx context.Context, service *safeservice.Client, client *chain.Client, pool common.Address, want queuedFlag, which common.Address) (*safeJob, error) {
	before, err := a.plans.ReadForPlanAt(ctx, client, pool, chain.Latest())
	if err != nil {
		return nil, err
	}
	if which == (common.Address{}) {
		which = before.Pool.Owner
	}
	q, err := a.readQueue(ctx, service, client, before, which)
	if err != nil {
		return nil, err
	}
	w, err := q.pick(want)
	if err != nil {
		return nil, err
	}
	return q.job(ctx, w, pool)
}

// job is what waits, as it is, with the signatures that hold.
func (q *queue) job(ctx context.Context, w safeservice.Queued, pool common.Address) (*safeJob, error) {
	j := &safeJob{Client: q.client, Subject: review.Subject{ChainID: q.before.ChainID, Block: q.at(), On: q.before.Block, Safe: q.safe}, version: q.version, queued: &w.Transaction, pool: pool}
	calls, known, err := q.calls(ctx, w.Transaction)
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
	confirmed, err := q.confirmed(ctx, w)
	if err == nil {
		j.signed = confirmed.good
	}
	return j, err
}

func (q *queue) at() chain.BlockRef { return chain.AtHash(q.before.Block.Hash) }
