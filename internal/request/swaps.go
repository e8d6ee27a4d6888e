package request

import (
	"context"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/ops"
)

// swapsOn asks for swaps to be enabled.
type swapsOn struct {
	poolAlone
	ramp typed
}

func (o *swapsOn) fields() []Field { return []Field{rampFlag(&o.ramp)} }

func (o *swapsOn) build(_ context.Context, on *Target) (ops.Operation, error) {
	if o.ramp.words == "" {
		return ops.SetSwaps{Enabled: true}, nil
	}
	ramp, err := parseRamp(o.ramp.words, on.Before)
	if err != nil {
		return nil, err
	}
	return ops.SetSwaps{Enabled: true, FeeRamp: ramp}, nil
}

// rampFlag is how a fee that falls is asked for beside something else.
func rampFlag(ramp *typed) Field {
	return textFlag("fee-ramp", ramp, "swap fee at the start, at the end, and the time between: 50%:0.3%:7d").in(batch.Percent)
}

func parseRamp(words string, before *ops.Snapshot) (*ops.RampSwapFee, error) {
	ramp, err := ops.ParseFeeRamp(words, before)
	if err != nil {
		return nil, failure.Usage("--fee-ramp: %s", err)
	}
	return &ramp, nil
}

// swapsOff asks for swaps to be disabled.
type swapsOff struct{ poolAlone }

func (swapsOff) build(context.Context, *Target) (ops.Operation, error) { return ops.SetSwaps{}, nil }
