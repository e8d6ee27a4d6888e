package signing

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
	"mpool/internal/reading"
	"mpool/internal/recognise"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/text"
	"mpool/internal/units"
)

// MayExecute refuses what mpool safe sign would refuse, and what the Safe's guard forbids, before
// mpool asks for signatures. The planning reports other reasons for a revert.
func (k *Desk) MayExecute(ctx context.Context, job *Request, flags *Options) error {
	tx, hashes, err := job.Transaction(job.Safe.Nonce)
	if err != nil {
		return err
	}
	found, err := k.Reviews.Inspect(ctx, job.Client, &job.Subject, tx, &flags.Options)
	if err != nil {
		return err
	}
	job.execution = found.View.Execution
	f := found.Objection()
	if f == nil || f.Exit == failure.Simulation && f.Code != "safe.guard" {
		return k.warnStaying(ctx, job, tx, hashes)
	}
	return f.WithResult(newSafeHashView(job, tx, hashes, found))
}

// ExecOperation returns execTransaction with the signatures as an operation, and the state on which to
// plan it.
func (k *Desk) ExecOperation(ctx context.Context, job *Request, words []string, executor common.Address) (op wallet.ExecSafe, before *ops.Snapshot, err error) {
	tx, hashes, err := job.Transaction(job.Safe.Nonce)
	if err != nil {
		return op, nil, err
	}
	of, before, err := k.operationOf(ctx, job) // first, so that mpool does not ask for signatures of something that it cannot execute
	if err != nil {
		return op, nil, err
	}
	consent, err := gather(ctx, job.Client, job, tx, hashes, words, executor)
	if err != nil {
		return op, nil, err
	}
	op = wallet.ExecSafe{
		Executor: executor, Safe: job.Safe.Address, Nonce: tx.Nonce, Hash: hashes.SafeTx,
		To: tx.To, Value: units.Wei(tx.Value), Data: tx.Data, Kind: uint8(tx.Operation),
		Signatures: safe.Pack(consent.Needed()), Of: ops.Nested{Operation: of},
	}
	for _, s := range consent.Needed() {
		op.Signers = append(op.Signers, s.Owner)
	}
	for _, call := range job.Calls {
		op.Makes = append(op.Makes, wallet.SafeCall{To: call.To, Value: units.Wei(call.Value), Data: call.Data})
	}
	return op, before, nil
}

// operationOf returns what the Safe does to the pool: the plan's operation, or the operation that the
// batch's calls are recognised as. mpool does not execute unknown calls, because it could neither
// predict nor verify them.
func (k *Desk) operationOf(ctx context.Context, job *Request) (ops.Operation, *ops.Snapshot, error) {
	if job.plan != nil {
		return job.Proposal.Plan.Operation, job.Proposal.Before, nil
	}
	d, err := decode.New()
	if err != nil {
		return nil, nil, err
	}
	pools := explain.PoolsOf(d, job.Calls)
	if review.OnlyVoids(job.Safe.Address, job.Calls) {
		return k.voided(ctx, job)
	}
	if len(pools) != 1 {
		return nil, nil, failure.New(failure.Refused, "safe.pools", "the batch has calls for %s, but safe exec supports one pool only", text.Plural(len(pools), "pool")).
			WithHint("check it with mpool safe check, and execute it with the Safe web app")
	}
	before, err := k.Plans.Reads.At(ctx, job.Client, pools[0], job.Block)
	if err != nil {
		return nil, nil, err
	}
	op, err := recognised(ctx, job.Client, job, before)
	return op, before, err
}

func recognised(ctx context.Context, node review.Pools, job *Request, before *ops.Snapshot) (ops.Operation, error) {
	r, err := recognise.NewRecogniser()
	if err != nil {
		return nil, err
	}
	calls := make([]ops.Call, len(job.Calls))
	for i, c := range job.Calls {
		calls[i] = ops.Call{From: job.Safe.Address, To: c.To, Data: c.Data, Value: c.Value}
	}
	if err := node.Watch(ctx, before, r.Watch(calls, before)); err != nil {
		return nil, err
	}
	reading, err := r.Read(before, before.Block.Time+reading.NextBlock, calls)
	if err != nil {
		return nil, err
	}
	var series ops.Series
	for _, part := range reading.Parts {
		if part.Operation == nil {
			return nil, failure.New(failure.Refused, "safe.unknown", "call %d of the batch is unknown to mpool: its result can be neither predicted nor verified", part.First+1).
				WithHint("check it with mpool safe check, and execute it with the Safe web app")
		}
		series.Parts = append(series.Parts, ops.Nested{Operation: part.Operation})
	}
	return series, nil
}
