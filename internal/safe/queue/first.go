package queue

import (
	"cmp"
	"context"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/reading"
	"mpool/internal/safe/review"
	"mpool/internal/safeservice"
	"mpool/internal/text"
)

// Order says what is planned after a queue, and on which terms.
type Order struct {
	Named Names         // transactions to rely on although they are not fully signed
	Turn  *ops.SafeTurn // of a plan that was already made after a queue; nil otherwise
	// Prices are outside prices, as of --price: without that of an added token its transaction is refused.
	Prices []string
	// build makes the operation; nil if the calls are fixed, as in a batch.
	build    Builder
	override *planner.Override
}

// First is Behind for a known Safe.
func (c *Clerk) First(ctx context.Context, client *chain.Client, before *ops.Snapshot, which common.Address, of Order) (Ahead, error) {
	q, err := c.queueOf(ctx, client, before, which, of)
	if err != nil {
		return Ahead{}, err
	}
	v, err := q.View(ctx, c.Reviews)
	if err != nil {
		return Ahead{}, err
	}
	if v.More > 0 {
		return Ahead{}, v.notKnown().WithResult(v)
	}
	first, sure, err := c.buildsOn(ctx, q, v, of.Named)
	if err != nil {
		return Ahead{}, err
	}
	first.Client = client
	if err := first.turned(of.Turn); err != nil {
		return Ahead{}, err
	}
	if len(first.Calls) == 0 {
		c.UI.Note("the Safe's queue is empty: planning on the newest block")
		return first, nil
	}
	c.UI.Note("planning on the state after %s of the queue (%s)", text.Plural(len(v.Transactions), "transaction"), Nonces(q.Safe.Nonce, first.Next-1))
	if len(first.open) > 0 && of.build != nil {
		if first.without, err = c.withoutOpen(ctx, client, before, sure, of); err != nil {
			return Ahead{}, err
		}
	}
	return first.executed(ctx, client, before)
}

// executed simulates the queued calls. The client in the result simulates on the state after them.
func (q Ahead) executed(ctx context.Context, on review.Trials, before *ops.Snapshot) (Ahead, error) {
	state, client, err := on.After(ctx, before, q.Calls, before.Block.Time+reading.NextBlock)
	if err != nil {
		return Ahead{}, failure.New(failure.Simulation, "safe.queue", "cannot plan after the queued transactions: %s", text.Clean(err.Error(), text.LineWidth)).Because(err).
			WithHint("run mpool safe queue")
	}
	q.State, q.Client = state, client
	return q, nil
}

// queueOf reads the queue up to the plan's own turn. It fails if the Safe's next transaction is
// unknown, because nothing can then be planned after it.
func (c *Clerk) queueOf(ctx context.Context, client *chain.Client, before *ops.Snapshot, which common.Address, of Order) (*Queue, error) {
	service, err := c.Service()
	if err != nil {
		if of.Turn != nil {
			return nil, failure.New(failure.Refused, "safe.queue.unknown", "the plan was made after queued transactions of the Safe, but the queue cannot be checked").Because(err).
				WithHint("use --service URL, or plan again without --after-queue")
		}
		return nil, err
	}
	defer service.Close()
	q, err := c.Read(ctx, service, client, before, which)
	if err != nil {
		return nil, err
	}
	q.Flags = &review.Options{Prices: of.Prices} // no account is trusted, and no policy is overridden
	if of.Turn != nil {
		q.until(of.Turn.Nonce)
	}
	if err := q.allNamed(of.Named); err != nil {
		return nil, err
	}
	q.settle(of.Named)
	if why := q.unknown(); why != "" {
		return nil, NotKnown(why).WithHint("run mpool safe queue; if several transactions have the same nonce, choose one with --after HASH")
	}
	return q, nil
}

// allNamed refuses a name that no queued transaction has.
func (q *Queue) allNamed(named Names) error {
	for _, f := range named {
		if !slices.ContainsFunc(q.waiting, func(w safeservice.Queued) bool { return f.is(w, q.hashes(w).SafeTx) }) {
			return failure.New(failure.Refused, "safe.queue", "no queued transaction has %s; the Safe's next nonce is %d", f.Text(), q.Safe.Nonce).WithHint("run mpool safe queue")
		}
	}
	return nil
}

// buildsOn returns the calls of all queued transactions, and in sure those of the fully signed ones.
// It fails at a transaction that is neither fully signed nor named.
func (c *Clerk) buildsOn(ctx context.Context, q *Queue, v *View, named Names) (first Ahead, sure []ops.Call, err error) {
	first = q.none()
	for i, tx := range v.Transactions {
		if err := c.plannable(tx); err != nil {
			return first, nil, err
		}
		w := q.waiting[i]
		made, _, err := q.Calls(ctx, w.Transaction)
		if err != nil {
			return first, nil, err
		}
		calls := q.callsOf(made)
		switch {
		case uint64(len(tx.Signed)) >= q.Safe.Threshold:
			sure = append(sure, calls...)
		case named.names(w, tx.Hash):
			first.open = append(first.open, ops.SafeAhead{Nonce: tx.Nonce, Hash: tx.Hash})
		default:
			return first, nil, unsigned(tx, q.Safe.Threshold)
		}
		first.add(tx, calls)
	}
	return first, sure, nil
}

// unsigned is the failure for a transaction that may never be executed.
func unsigned(tx Tx, threshold uint64) *failure.Failure {
	return failure.New(failure.Refused, "safe.queue.unsigned", "transaction %d of the queue has %d of %d signatures: it may never be executed, and a plan after it would be wrong", tx.Nonce, len(tx.Signed), threshold).
		WithHint("collect the signatures first; to plan on it anyway, use --after %s", tx.Hash)
}

// plannable refuses a queued transaction that cannot be executed, or that must not be signed and changes
// the pool, or the Safe itself: then the owners who sign now may not be the ones who count later.
func (c *Clerk) plannable(tx Tx) error {
	if found := cmp.Or(tx.ofItself(), tx.refused()); found != nil && !tx.Foreign {
		if !tx.Simulated || tx.touches() || tx.ofItself() != nil {
			return failure.New(failure.Refused, "safe.queue", "cannot plan after transaction %d of the queue: %s [%s]", tx.Nonce, text.Clean(found.Summary, text.MessageWidth), found.Code).
				WithHint("run mpool safe queue; first have the Safe's owners execute or reject transaction %d", tx.Nonce)
		}
		c.UI.Warn("safe.queue", "transaction %d of the queue is refused by mpool safe queue but does not change the pool; planning after it: %s [%s]",
			tx.Nonce, text.Clean(found.Summary, text.MessageWidth), found.Code)
	}
	if tx.Simulated {
		return nil
	}
	why := tx.Skipped
	if tx.Revert != "" {
		why = "it reverts: " + tx.Revert
	}
	return failure.New(failure.Refused, "safe.queue", "cannot plan after transaction %d of the queue: %s", tx.Nonce, text.Clean(why, text.LineWidth)).
		WithHint("run mpool safe queue")
}
