package queue

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/parse"
	"mpool/internal/safe"
	"mpool/internal/safeservice"
	"mpool/internal/text"
)

// Name names a queued transaction by its nonce, or by its safeTxHash if several have the same nonce.
type Name struct {
	nonce uint64
	hash  common.Hash
	Given bool
}

func (f *Name) String() string {
	switch {
	case !f.Given:
		return ""
	case f.hash != (common.Hash{}):
		return f.hash.Hex()
	}
	return strconv.FormatUint(f.nonce, 10)
}

// Set reads a nonce, or a hash that begins with 0x.
func (f *Name) Set(words string) (err error) {
	if strings.HasPrefix(words, "0x") {
		f.hash, err = parse.Hash(words)
	} else if f.nonce, err = parse.Count(words); err != nil {
		err = fmt.Errorf("%s is neither a nonce (for example 7) nor a safeTxHash", text.Quote(words))
	}
	f.Given = err == nil
	return err
}

// signed are the owners who have agreed, in the Safe's order, by a valid signature or by an approval
// on the chain. It also returns the counts of the confirmations.
func (q *Queue) signed(ctx context.Context, w safeservice.Queued) ([]common.Address, *confirmations, error) {
	if w.Broken != "" {
		return []common.Address{}, nil, nil // there is no hash to agree to
	}
	c, err := q.Confirmed(ctx, w)
	if err != nil {
		return nil, nil, err
	}
	approved, err := q.Client.Approvals(ctx, q.At(), q.Safe.Address, q.hashes(w).SafeTx, q.Safe.Owners)
	if err != nil {
		return nil, nil, err
	}
	agreed := []common.Address{}
	for _, owner := range q.Safe.Owners {
		if slices.Contains(approved, owner) || slices.ContainsFunc(c.Good, func(s safe.Signature) bool { return s.Owner == owner }) {
			agreed = append(agreed, owner)
		}
	}
	return agreed, c, nil
}

// Only finds the single queued transaction with the given name. Its fields must match its hash.
func (q *Queue) Only(want Name) (safeservice.Queued, error) {
	var found []safeservice.Queued
	for _, w := range q.waiting {
		if want.is(w, q.hashes(w).SafeTx) {
			found = append(found, w)
		}
	}
	switch {
	case len(found) == 0:
		return lookAtQueue(failure.New(failure.Refused, "safe.queue", "no queued transaction has %s; the Safe's next nonce is %d", want.Text(), q.Safe.Nonce))
	case len(found) > 1:
		return safeservice.Queued{}, failure.New(failure.Refused, "safe.queue", "%d transactions have nonce %d, but only one can be executed", len(found), want.nonce).
			WithHint("choose one with --from-queue SAFETXHASH; mpool safe queue lists them")
	case found[0].Broken != "":
		return lookAtQueue(failure.New(failure.Refused, "service.entry", "the queue entry with %s is not a valid transaction: %s", want.Text(), text.Clean(found[0].Broken, text.LineWidth)))
	case q.foreign(found[0]):
		return lookAtQueue(failure.New(failure.Refused, "service.hash", "the queued transaction with nonce %d does not match its hash: the service says %s, but it is %s",
			found[0].Transaction.Nonce, found[0].Claimed, q.hashes(found[0]).SafeTx))
	}
	return found[0], nil
}

func lookAtQueue(f *failure.Failure) (safeservice.Queued, error) {
	return safeservice.Queued{}, f.WithHint("run mpool safe queue")
}

// Pick returns the transaction to execute: the next one, if its fields match its hash and its gas
// fields are zero.
func (q *Queue) Pick(want Name) (safeservice.Queued, error) {
	w, err := q.Only(want)
	if err != nil {
		return w, err
	}
	n := w.Transaction.Nonce
	switch {
	case n != q.Safe.Nonce:
		return lookAtQueue(failure.New(failure.Refused, "safe.nonce", "nonce %d is not next: the Safe's next nonce is %d (%s before it)", n, q.Safe.Nonce, Comes(n-q.Safe.Nonce)))
	case !w.Transaction.Plain():
		return lookAtQueue(failure.New(failure.Refused, "safe.refund", "transaction %d sets safeTxGas or refunds the executor; mpool does not execute such transactions", n))
	}
	return w, nil
}

func (f *Name) Text() string {
	if f.hash != (common.Hash{}) {
		return "the safeTxHash " + f.hash.Hex()
	}
	return "nonce " + strconv.FormatUint(f.nonce, 10)
}
