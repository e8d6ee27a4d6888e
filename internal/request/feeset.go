package request

import (
	"context"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// feeSet is a request to change the swap fee at once.
type feeSet struct {
	oneWord
	within typed
}

func newFeeSet() *feeSet { return &feeSet{within: standard("7d")} }

func aboutFeeSet() entry {
	return entry{
		name: "fee-set", short: "Change the swap fee at once", chapter: AsOwner, judged: true,
		asks: func() asked { return newFeeSet() },
		long: `fee-set changes the pool's swap fee as soon as it is mined. mpool warns about lowering it:
fee-ramp lowers it gradually. The transaction can be mined until --within has passed;
after that it reverts. Swap fees are 0.0001% to 95%. Nothing is sent unless --broadcast
is given.`,
		example: `  mpool fee-set 0x… 0.3%
  mpool fee-set fund 1% --out plan.json
  mpool fee-set 0.3% --within 30d --broadcast --account owner`,
	}
}

func (o *feeSet) fields() []Field {
	return []Field{
		o.field("fee", "the fee: 0.3%").in(batch.Percent),
		textFlag("within", &o.within, "maximum time until it is mined; after that it reverts").in(batch.Span),
	}
}

func (o *feeSet) check(context.Context, Source) error {
	return failure.Together(percentForm("", o.word.words), spanForm("--within: ", o.within.words))
}

func (o *feeSet) build(_ context.Context, on *Target) (ops.Operation, error) {
	value, err := units.ParsePercent(o.word.words)
	if err != nil {
		return nil, failure.Usage("%s", err)
	}
	wait, err := units.ParseDuration(o.within.words)
	if err != nil {
		return nil, failure.Usage("--within: %s", err)
	}
	return ops.SetSwapFee{Fee: value, Until: on.Before.Block.Time + wait}, nil
}
