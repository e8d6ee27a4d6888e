package signing

import (
	"bytes"
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
)

// Check checks what a file asks a Safe to sign. A batch is checked as its calls say; a plan is planned
// again, and judged by the same inspection as before it is signed.
func (k *Desk) Check(ctx context.Context, path string, content []byte, nonce Nonce, flags *Options) (*review.Checker, error) {
	if planner.PlanKind().Is(content) {
		return k.checkPlan(ctx, path, content, nonce, flags)
	}
	batch, client, err := k.batchToCheck(ctx, path, content, flags)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	c := &review.Checker{By: k.Reviews, Node: client, Batch: batch, Safe: flags.Safe, Flags: &flags.Options, View: review.NewCheckView(batch)}
	return c, k.checkBatch(ctx, client, c, nonce, flags)
}

// batchToCheck reads a batch, and connects to a node of the configured chain.
func (k *Desk) batchToCheck(ctx context.Context, path string, content []byte, flags *Options) (*safe.Batch, *chain.Client, error) {
	batch, err := safe.ReadBatch(bytes.NewReader(content))
	if err != nil {
		return nil, nil, failure.Usage("%s: %s", NameOf(path), err).Because(err).WithHint("use a plan of mpool or a batch of the Transaction Builder")
	}
	if flags.Checksum {
		batch.RequireChecksum()
	}
	k.Plans.Guards = batch.Limits
	client, err := k.Nodes.Dial(ctx, k.Settings.Chain)
	return batch, client, err
}

// checkPlan opens a plan as sign does, and shows it as the batch that it makes.
func (k *Desk) checkPlan(ctx context.Context, path string, content []byte, nonce Nonce, flags *Options) (*review.Checker, error) {
	job, err := k.openPlanJob(ctx, nil, path, content, flags)
	if err != nil {
		return nil, err
	}
	defer job.Client.Close()
	job.Batch = batchOfPlan(job)
	tx, hashes, err := job.Transaction(nonce.Or(job.NextNonce()))
	if err != nil {
		return nil, err
	}
	if err := job.forTurn(tx.Nonce); err != nil {
		return nil, err
	}
	c, err := k.Reviews.Inspect(ctx, job.Client, &job.Subject, tx, &flags.Options)
	if err != nil {
		return nil, err
	}
	rivals, err := k.rivals(ctx, job, tx, hashes, true)
	if err != nil {
		return nil, err
	}
	review.ShowPlan(c, &job.Subject, tx, hashes, flags.Safe != (common.Address{}), append(job.signingFindings(tx, c.View.Calls, c.AcceptsLater()), rivals...))
	return c, nil
}

// batchOfPlan is the batch that a plan makes, with the name that its file would have.
func batchOfPlan(j *Request) *safe.Batch {
	b := review.BatchOfCalls(j.ChainID, j.Safe.Address, j.Calls)
	b.Name, b.Description, b.Limits, b.Checksum = batchName(j.Proposal), j.Proposal.Before.Pool.Name.String(), j.plan.Guards, safe.ChecksumNone
	return b
}
