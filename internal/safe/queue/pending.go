package queue

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/safe/review"
)

// Pending is the pool after the queued transactions of a Safe, whether fully signed or not. It stops
// before the first one that cannot be executed or is refused. If nothing is queued it has no calls,
// and the pool is unchanged. Prices are outside prices, as of --price: without that of an added token
// the transaction that adds it is refused.
func (c *Clerk) Pending(ctx context.Context, client *chain.Client, before *ops.Snapshot, which common.Address, prices []string) (Ahead, error) {
	service, err := c.Service()
	if err != nil {
		return Ahead{}, err
	}
	defer service.Close()
	q, err := c.Read(ctx, service, client, before, which)
	if err != nil {
		return Ahead{}, err
	}
	q.Flags = &review.Options{Prices: prices} // no account is trusted, and no policy is overridden
	v, err := q.View(ctx, c.Reviews)
	if err != nil {
		return Ahead{}, err
	}
	ahead, err := c.executable(ctx, q, v)
	if err != nil || len(ahead.Calls) == 0 {
		return ahead, err
	}
	return ahead.executed(ctx, client, before)
}

// executable returns the calls of the queued transactions before the first one that cannot be executed
// or is refused.
func (c *Clerk) executable(ctx context.Context, q *Queue, v *View) (Ahead, error) {
	ahead := q.none()
	for i, tx := range v.Transactions {
		made, known, err := q.Calls(ctx, q.waiting[i].Transaction)
		if err != nil {
			return Ahead{}, err
		}
		if !known || c.plannable(tx) != nil {
			break
		}
		ahead.add(tx, q.callsOf(made))
	}
	return ahead, nil
}
