package request

import (
	"context"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/ops"
)

// feeRamp asks for a swap fee that changes gradually.
type feeRamp struct {
	poolAlone
	from, to typed
	when     schedule
}

func newFeeRamp() *feeRamp { return &feeRamp{when: newSchedule()} }

func (o *feeRamp) fields() []Field {
	return append([]Field{
		textFlag("from", &o.from, "the swap fee at the start: 2%, or now for the current fee").in(batch.Percent),
		textFlag("to", &o.to, "the swap fee at the end: 0.3%").in(batch.Percent),
	}, o.when.fields()...)
}

func (o *feeRamp) build(_ context.Context, on *Target) (ops.Operation, error) {
	from, to := o.from.words, o.to.words
	if from == "" || to == "" {
		return nil, failure.Usage("missing fees: use --from 2%% --to 0.3%%").WithHint("--from now starts from the current fee")
	}
	first, err := ops.ParseFee(from, on.Before)
	if err != nil {
		return nil, failure.Usage("--from: %s", err)
	}
	last, err := ops.ParseFee(to, on.Before)
	if err != nil {
		return nil, failure.Usage("--to: %s", err)
	}
	ramp, err := o.when.resolve(on.Before.Block.Time)
	if err != nil {
		return nil, err
	}
	return ops.RampSwapFee{Start: ramp.Start, End: ramp.End, From: first, To: last, FromNow: from == ops.FeeOfNow, ToNow: to == ops.FeeOfNow}, nil
}
