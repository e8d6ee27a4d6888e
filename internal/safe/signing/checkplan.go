package signing

import (
	"bytes"
	"context"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/planner"
	"mpool/internal/safe"
)

// Checked is the batch that safe check looks at, and a node of its chain. A plan of mpool is
// planned again, and is the batch that it makes.
func (k *Desk) Checked(ctx context.Context, path string, content []byte, flags *Options) (*safe.Batch, *chain.Client, error) {
	if planner.PlanKind().Is(content) {
		return k.checkedPlan(ctx, path, content, flags)
	}
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

func (k *Desk) checkedPlan(ctx context.Context, path string, content []byte, flags *Options) (*safe.Batch, *chain.Client, error) {
	plan, err := planner.ReadPlanText(content)
	if err != nil {
		return nil, nil, planner.OldPlan(path, err)
	}
	if plan.Turn != nil && !flags.Queue.Given() {
		return nil, nil, failure.Usage("the plan comes after queued transactions of its Safe").WithHint("add --after-queue, or run mpool safe hash %s", NameOf(path))
	}
	client, err := k.Nodes.DialFor(ctx, plan)
	if err != nil {
		return nil, nil, err
	}
	p, _, err := k.ProposeOnQueue(ctx, client, plan, flags)
	if err == nil && len(p.Plan.Calls) == 0 {
		err = nothingLeft(p)
	}
	var words []byte
	if err == nil {
		words, err = k.BatchOf(p, BatchOrigin{Plan: path, Safe: flags.Safe})
	}
	if err != nil {
		client.Close()
		return nil, nil, err
	}
	batch, err := safe.ReadBatch(bytes.NewReader(words))
	if err == nil {
		batch.Checksum = safe.ChecksumNone
	}
	return batch, client, err
}
