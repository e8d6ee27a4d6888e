package request

import (
	"context"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/ops"
)

// feeSet asks for another swap fee at once.
type feeSet struct {
	oneWord
	within typed
}

func newFeeSet() *feeSet { return &feeSet{within: standard("7d")} }

func (o *feeSet) fields() []Field {
	return []Field{
		o.field("fee", "the fee: 0.3%").in(batch.Percent),
		textFlag("within", &o.within, "maximum time until it is mined; after that it reverts").in(batch.Span),
	}
}

func (o *feeSet) build(_ context.Context, on *Target) (ops.Operation, error) {
	value, err := ops.ParsePercent(o.word.words)
	if err != nil {
		return nil, failure.Usage("%s", err)
	}
	wait, err := ops.ParseDuration(o.within.words)
	if err != nil {
		return nil, failure.Usage("--within: %s", err)
	}
	return ops.SetSwapFee{Fee: value, Until: on.Before.Block.Time + wait}, nil
}
