package main

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/safe/queue"
	"mpool/internal/safeservice"
)

func addQueuedFlag(f *queue.Name, flags *pflag.FlagSet, does string) {
	flags.Var(queuedFlag{f}, "from-queue", does)
}

// oneOrQueued wants a file, or with --from-queue a pool or none.
func oneOrQueued(queued *queue.Name) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if queued.Given {
			return cobra.MaximumNArgs(1)(cmd, args)
		}
		return cobra.ExactArgs(1)(cmd, args)
	}
}

// openToSign is what is hashed, signed or proposed: a plan, a batch, or what waits at
// the transaction service for the Safe that owns the pool. The caller closes the
// client.
func (a *app) openToSign(ctx context.Context, next nextLine, args []string, flags *safeFlags, queued queue.Name, nonce ownNonce) (*safeJob, error) {
	if !queued.Given {
		return a.openSafeJob(ctx, next, args[0], flags)
	}
	if nonce.given {
		return nil, failure.Usage("what waits has its nonce, and --nonce gives it another").WithHint("leave --nonce out")
	}
	if err := flags.Override.Check(); err != nil {
		return nil, err
	}
	service, err := a.openService()
	if err != nil {
		return nil, err
	}
	defer service.Close()
	client, pool, err := a.nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	j, err := a.queuedToSign(ctx, service, client, pool.Address, queued, flags)
	if err != nil {
		client.Close()
		return nil, err
	}
	j.next = next
	return j, nil
}

// queuedToSign takes what waits as it is, on the state that what comes before it
// leaves, which all have to have confirmed, or --after names.
func (a *app) queuedToSign(ctx context.Context, service *safeservice.Client, client *chain.Client, pool common.Address, want queue.Name, flags *safeFlags) (*safeJob, error) {
	before, err := a.plans.ReadForPlanAt(ctx, client, pool, chain.Latest())
	if err != nil {
		return nil, err
	}
	which := flags.safe
	if which == (common.Address{}) {
		which = before.Pool.Owner
	}
	q, err := a.clerk.Read(ctx, service, client, before, which)
	if err != nil {
		return nil, err
	}
	w, err := q.Only(want)
	if err != nil {
		return nil, err
	}
	j, err := jobOf(ctx, q, w, pool)
	if err != nil || w.Transaction.Nonce == q.Safe.Nonce {
		return j, err
	}
	first, err := a.clerk.First(ctx, client, before, which, queue.Order{Named: flags.queue.Named, Turn: &ops.SafeTurn{Safe: which, Nonce: w.Transaction.Nonce}})
	if err != nil {
		return nil, err
	}
	if first.Next != w.Transaction.Nonce {
		return nil, queue.NotKnown("something is missing before it").WithHint("look at it with: mpool safe queue")
	}
	j.State, j.On, j.behind, j.Ahead = first.State, first.State.Block, first.Next, first.Calls
	return j, nil
}
