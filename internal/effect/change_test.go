package effect

import (
	"testing"

	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
	"mpool/internal/units"
)

// The changes of each kind of plan, in one sentence.
func TestChangeOf(t *testing.T) {
	t.Parallel()
	pool := plantest.Pool()
	now := pool.Block.Time
	fee := pool.Fees.SwapFee
	three := units.FixedFrom(3e16)
	var weights []ops.TokenWeight
	for i, token := range pool.Tokens {
		weights = append(weights, ops.TokenWeight{Token: token.Address, Weight: []units.Fixed{units.FixedFrom(4e17), units.FixedFrom(4e17), units.FixedFrom(2e17)}[i]})
	}
	for want, op := range map[string]ops.Operation{
		"A 50% → 40%, B 30% → 40% over 7 days":                               ops.UpdateWeights{Start: now, End: now + 7*86400, Weights: weights},
		"A 50% → 40%, B 30% → 40% from 2023-11-14 23:13:20 UTC over 6 hours": ops.UpdateWeights{Start: now + 3600, End: now + 7*3600, Weights: weights},
		"swap fee 0.3% → 3% over 1 day":                                      ops.RampSwapFee{Start: now, End: now + 86400, From: fee, To: three},
		"swap fee 0.3% → 3% at once, then → 0.3% over 2 hours 30 minutes":    ops.RampSwapFee{Start: now, End: now + 9000, From: three, To: fee},
		"swap fee 0.3% → 3%":                                                 ops.SetSwapFee{Fee: three, Until: now + 86400},
		"swaps on → off":                                                     ops.SetSwaps{},
		// no operation hides a jump
		"swap fee 0.3% → 5% at once, then → 0.3% over 7 days": ops.SetSwaps{Enabled: true, FeeRamp: &ops.RampSwapFee{Start: now, End: now + 7*86400, From: units.FixedFrom(5e16), To: fee}},
		"swap fee 0.3% → 3% at once, then → 5% over 7 days":   ops.SetSwaps{Enabled: true, FeeRamp: &ops.RampSwapFee{Start: now, End: now + 7*86400, From: three, To: units.FixedFrom(5e16)}},
		"swap fee 0.3% → 3% over 7 days":                      ops.SetSwaps{Enabled: true, FeeRamp: &ops.RampSwapFee{Start: now, End: now + 7*86400, From: fee, To: three}},
		// each change has its own duration
		"swap fee 0.3% → 3%; A 50% → 40%, B 30% → 40% over 7 days": ops.Series{Parts: []ops.Nested{
			{Operation: ops.SetSwapFee{Fee: three, Until: now + 86400}}, {Operation: ops.UpdateWeights{Start: now + 12, End: now + 12 + 7*86400, Weights: weights}}}},
		"swaps on → off; swap fee 0.3% → 3% over 1 day; A 50% → 40%, B 30% → 40% over 7 days": ops.Series{Parts: []ops.Nested{
			{Operation: ops.SetSwaps{}}, {Operation: ops.RampSwapFee{Start: now, End: now + 86400, From: fee, To: three}},
			{Operation: ops.UpdateWeights{Start: now + 12, End: now + 12 + 7*86400, Weights: weights}}}},
	} {
		plan, err := op.Plan(pool, now+12)
		plantest.Must(t, err)
		later, err := StatesAt(plan.Predicted, plan.Moments)
		plantest.Must(t, err)
		if got := ChangeOf(pool, plan, NewTimeline(pool, plan, later)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
