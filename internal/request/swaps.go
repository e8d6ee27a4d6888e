package request

import (
	"context"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/ops"
)

func swapsGroup() Help {
	return Help{
		Name: "swaps", Short: "Enable or disable swaps", Chapter: AsOwner,
		Long: `While swaps are disabled, nobody can trade with the pool. Proportional joins and exits
with all tokens are still possible.`,
		Example: "  mpool swaps disable fund\n  mpool swaps enable fund --fee-ramp 50%:0.3%:7d",
	}
}

// swapsOn is a request to enable swaps.
type swapsOn struct {
	poolAlone
	ramp typed
}

func aboutSwapsEnable() entry {
	return entry{
		name: "swaps enable", short: "Enable swaps, with a swap fee that falls gradually", judged: true,
		asks: func() asked { return &swapsOn{} },
		long: `enable lets everyone trade with the pool again. Price and weight changes in the meantime
are open to arbitrage at once, unless the swap fee starts high: --fee-ramp 50%:0.3%:7d
first starts a ramp from 50% to 0.3% in 7 days, and then enables swaps. These are two
transactions. If only the first was mined, mpool send continues with the second one of a
plan written with --out, but this command starts the ramp again. Nothing is sent unless
--broadcast is given.`,
		example: `  mpool swaps enable 0x… --fee-ramp 50%:0.3%:7d
  mpool swaps enable fund --fee-ramp 50%:now:3d --out plan.json
  mpool swaps enable --fee-ramp 50%:0.3%:7d --broadcast --account owner`,
	}
}

func (o *swapsOn) fields() []Field { return []Field{rampFlag(&o.ramp)} }

func (o *swapsOn) check(context.Context, Source) error { return rampForm(o.ramp.words) }

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

// rampFlag returns the flag for a falling fee as part of another operation.
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

// swapsOff is a request to disable swaps.
type swapsOff struct{ poolAlone }

func aboutSwapsDisable() entry {
	return entry{
		name: "swaps disable", short: "Disable swaps",
		asks: func() asked { return &swapsOff{} },
		long: `disable stops all trading with the pool. Proportional joins and exits with all tokens are
still possible. Nothing is sent unless --broadcast is given.`,
		example: `  mpool swaps disable 0x…
  mpool swaps disable fund --out plan.json
  mpool swaps disable fund --broadcast --account owner`,
	}
}

func (swapsOff) build(context.Context, *Target) (ops.Operation, error) { return ops.SetSwaps{}, nil }
