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

func aboutFeeRamp() entry {
	return entry{
		name: "fee-ramp", short: "Change the swap fee gradually", chapter: AsOwner, judged: true,
		asks: func() asked { return newFeeRamp() },
		long: `fee-ramp moves the swap fee gradually from one value to another. The first value applies
as soon as the transaction is mined, even if the ramp starts later; --from now keeps the
current fee. mpool shows the size of a jump, and warns about a fee that falls at once.
Swap fees are 0.0001% to 95%. Nothing is sent unless --broadcast is given.

Here --from is a fee. The sending account is --sender, -f or ETH_FROM.`,
		example: `  mpool fee-ramp 0x… --from 2% --to 0.3% --duration 3d
  mpool fee-ramp fund --from now --to 1% --end 2026-12-31T00:00:00Z --out plan.json
  mpool fee-ramp --from 2% --to 0.3% --duration 3d --broadcast --account owner`,
	}
}

func (o *feeRamp) fields() []Field {
	return append([]Field{
		textFlag("from", &o.from, "the swap fee at the start: 2%, or now for the current fee").in(batch.Percent),
		textFlag("to", &o.to, "the swap fee at the end: 0.3%").in(batch.Percent),
	}, o.when.fields()...)
}

// check finds all that is wrong with the fees and the times.
func (o *feeRamp) check(_ context.Context, from Source) error {
	return failure.Together(o.checkFees(), o.when.check(from))
}

func (o *feeRamp) checkFees() error {
	if o.from.words == "" || o.to.words == "" {
		return failure.Usage("missing fees: use --from 2%% --to 0.3%%").WithHint("--from now starts from the current fee")
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
