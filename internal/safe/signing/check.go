package signing

import (
	"context"

	"mpool/internal/chain"
	"mpool/internal/safe/review"
)

// checkBatch checks a batch, and the transaction that its Safe would make of it.
func (k *Desk) checkBatch(ctx context.Context, client *chain.Client, c *review.Checker, nonce Nonce, flags *Options) error {
	whole, err := c.Begin(ctx)
	if err != nil || !whole {
		return err
	}
	return k.checkTransaction(ctx, client, c, nonce, flags)
}

// checkTransaction checks the calls and the Safe transaction that makes them, for the given nonce or
// the next one.
func (k *Desk) checkTransaction(ctx context.Context, client *chain.Client, c *review.Checker, nonce Nonce, flags *Options) error {
	job := &Request{Client: client, Subject: c.Subject()}
	if flags.Queue.Given() {
		if err := k.batchBehind(ctx, job, flags); err != nil {
			return err
		}
		c.GoOn(job.Client, &job.Subject)
	}
	if err := c.CheckCalls(ctx); err != nil {
		return err
	}
	err := k.knowVersion(ctx, job)
	if c.Unversioned(err) {
		return nil
	}
	if err != nil || len(job.Calls) == 0 {
		return err
	}
	tx, hashes, err := job.Transaction(nonce.Or(job.NextNonce()))
	if err != nil {
		return nil //nolint:nilerr // a delegate call within, which is refused already
	}
	rivals, err := k.rivals(ctx, job, tx, hashes, true)
	if err != nil {
		return err
	}
	return c.Signs(ctx, tx, hashes, append(job.signingFindings(tx, c.View.Calls, c.AcceptsLater()), rivals...))
}
