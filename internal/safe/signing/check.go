package signing

import (
	"context"

	"mpool/internal/chain"
	"mpool/internal/safe/review"
)

// CheckBatch looks at a batch, and at the transaction that its Safe makes of it.
func (k *Desk) CheckBatch(ctx context.Context, client *chain.Client, c *review.Checker, nonce Nonce, flags *Options) error {
	whole, err := c.Begin(ctx)
	if err != nil || !whole {
		return err
	}
	return k.checkTransaction(ctx, client, c, nonce, flags)
}

// checkTransaction looks at the calls, and at the transaction of the Safe that they
// are, for its next nonce or the one that is asked for.
func (k *Desk) checkTransaction(ctx context.Context, client *chain.Client, c *review.Checker, nonce Nonce, flags *Options) error {
	job := &Request{Client: client, Subject: c.Subject()}
	if flags.Queue.Given() {
		if err := k.batchBehind(ctx, job, flags.Queue.Named); err != nil {
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
	return c.Signs(ctx, tx, hashes, job.signingFindings(tx))
}
