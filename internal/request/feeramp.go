package request

import (
	"context"
	"strings"

	"mpool/internal/batch"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// feeRamp is a request to change the swap fee gradually.
type feeRamp struct {
	poolAlone
	start, end       typed
	oldStart, oldEnd oldFee
	when             schedule
}

func newFeeRamp() *feeRamp {
	return &feeRamp{oldStart: oldFee{now: "start-fee"}, oldEnd: oldFee{now: "end-fee"}, when: newSchedule()}
}

func aboutFeeRamp() entry {
	return entry{
		name: "fee-ramp", short: "Change the swap fee gradually", chapter: AsOwner, judged: true,
		asks: func() asked { return newFeeRamp() },
		long: `fee-ramp moves the swap fee gradually from one value to another. The first value applies
as soon as the transaction is mined, even if the ramp starts later; --start-fee now
keeps the current fee. mpool shows the size of a jump, and warns about a fee that falls at once.
Swap fees are 0.0001% to 95%. Nothing is sent unless --broadcast is given.

The sending account is --sender, -f or ETH_FROM: --from is an old name of --start-fee here.`,
		example: `  mpool fee-ramp 0x… --start-fee 2% --end-fee 0.3% --duration 3d
  mpool fee-ramp fund --start-fee now --end-fee 1% --end 2026-12-31T00:00:00Z --out plan.json
  mpool fee-ramp --start-fee 2% --end-fee 0.3% --duration 3d --broadcast --account owner`,
	}
}

func (o *feeRamp) fields() []Field {
	return append([]Field{
		textFlag("start-fee", &o.start, "swap fee at the start: 2%, or now for the current fee").in(batch.Percent),
		textFlag("end-fee", &o.end, "swap fee at the end: 0.3%").in(batch.Percent),
		o.oldStart.field("from"),
		o.oldEnd.field("to"),
	}, o.when.fields()...)
}

// words refuses a ramp in one word, which other commands take, and says how to write it here.
func (o *feeRamp) words(args []string, s *config.Settings) ([]string, error) {
	for _, arg := range args {
		part := strings.Split(arg, ":")
		if len(part) != 3 || part[0] == "" {
			continue
		}
		_, _, _ = o.start.Set(part[0]), o.end.Set(part[1]), o.when.duration.Set(part[2]) // so that they do not count as missing
		return nil, failure.Usage("fee-ramp takes no argument %s: write it as three flags", text.Quote(arg)).
			WithHint("use --start-fee %s --end-fee %s --duration %s", text.TypedWord(part[0]), text.TypedWord(part[1]), text.TypedWord(part[2]))
	}
	return o.poolAlone.words(args, s)
}

// check reports all mistakes in the fees and times.
func (o *feeRamp) check(_ context.Context, from Source) error {
	if err := failure.Together(o.oldStart.into(&o.start, "from"), o.oldEnd.into(&o.end, "to")); err != nil {
		return err
	}
	return failure.Together(o.checkFees(), o.when.check(from))
}

func (o *feeRamp) checkFees() error {
	switch {
	case o.start.words == "" && o.end.words == "":
		return failure.Usage("missing --start-fee and --end-fee").WithHint("--start-fee now starts from the current fee: --start-fee now --end-fee 0.3%%")
	case o.start.words == "":
		return failure.Usage("missing --start-fee").WithHint("--start-fee now starts from the current fee")
	case o.end.words == "":
		return failure.Usage("missing --end-fee").WithHint("for example: --end-fee 0.3%%")
	}
	var none ops.Snapshot // "now" is a valid fee for any pool
	_, first := ops.ParseFee(o.start.words, &none)
	_, last := ops.ParseFee(o.end.words, &none)
	return failure.Together(failure.Each("--start-fee: ", first), failure.Each("--end-fee: ", last))
}

func (o *feeRamp) build(_ context.Context, on *Target) (ops.Operation, error) {
	start, end := o.start.words, o.end.words
	first, err := ops.ParseFee(start, on.Before)
	if err != nil {
		return nil, failure.Usage("--start-fee: %s", err)
	}
	last, err := ops.ParseFee(end, on.Before)
	if err != nil {
		return nil, failure.Usage("--end-fee: %s", err)
	}
	ramp, err := o.when.resolve(on.Before.Block.Time, on.UI)
	if err != nil {
		return nil, err
	}
	return ops.RampSwapFee{Start: ramp.Start, End: ramp.End, From: first, To: last, FromNow: start == ops.FeeOfNow, ToNow: end == ops.FeeOfNow}, nil
}
