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
		textFlag("from", &o.from, "the swap fee at the start: 2%, or now for that of now").in(batch.Percent),
		textFlag("to", &o.to, "the swap fee at the end: 0.3%").in(batch.Percent),
	}, o.when.fields()...)
}

// check finds all that is wrong with the fees and the times.
func (o *feeRamp) check(_ context.Context, from Source) error {
	return failure.Together(o.checkFees(), o.when.check(from))
}

func (o *feeRamp) checkFees() error {
	if o.from.words == "" || o.to.words == "" {
		return failure.Usage("from which fee to which? give --from 2%% --to 0.3%%").WithHint("--from now begins with the fee of now")
	}
	var none ops.Snapshot // now is a fee of any pool
	_, first := ops.ParseFee(o.from.words, &none)
	_, last := ops.ParseFee(o.to.words, &none)
	return failure.Together(failure.Each("--from: ", first), failure.Each("--to: ", last))
}

func (o *feeRamp) build(_ context.Context, on *Target) (ops.Operation, error) {
	from, to := o.from.words, o.to.words
	first, err := ops.ParseFee(from, on.Before)
	if err != nil {
		return nil, failure.Usage("--from: %s", err)
	}
	last, err := ops.ParseFee(to, on.Before)
	if err != nil {
		return nil, failure.Usage("--to: %s", err)
	}
	ramp, err := o.when.resolve(on.Before.Block.Time, on.UI)
	if err != nil {
		return nil, err
	}
	return ops.RampSwapFee{Start: ramp.Start, End: ramp.End, From: first, To: last, FromNow: from == ops.FeeOfNow, ToNow: to == ops.FeeOfNow}, nil
}
