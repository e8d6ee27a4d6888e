package ops

import (
	"slices"
	"testing"

	"mpool/internal/units"
)

// TestNeedless plans one call of a pool in which mpool's own operation is done. Only a call that
// changes nothing, now or later, has no effect.
func TestNeedless(t *testing.T) {
	const day = 24 * 3600
	state := func(change func(s *Snapshot)) *Snapshot {
		s := somePool(40, 60)
		s.Fees = Fees{SwapFee: units.FixedFrom(3e15), StartSwapFee: units.FixedFrom(3e15), EndSwapFee: units.FixedFrom(3e15)}
		change(s)
		settled, err := s.Recomputed()
		if err != nil {
			t.Fatal(err)
		}
		return settled
	}
	at := somePool().Block.Time
	ramped := state(func(s *Snapshot) {
		s.Fees.StartSwapFee, s.Fees.SwapFeeRamp = units.FixedFrom(5e17), Ramp{at - 2*day, at + day}
	})
	moving := func(start units.Time) *Snapshot {
		return state(func(s *Snapshot) {
			s.Weights = Ramp{start, at + day}
			s.Tokens[0].EndWeight, s.Tokens[1].EndWeight = units.FixedFrom(5e17), units.FixedFrom(5e17)
		})
	}
	still := state(func(*Snapshot) {})
	charging := state(func(s *Snapshot) { s.Fees.AumFee, s.Fees.LastCollection = units.FixedFrom(1e16), at-5*day })
	halves := func(start units.Time) UpdateWeights {
		return UpdateWeights{Start: start, End: at + day, Weights: WeightChangeOf(moving(at)).Weights}
	}
	bounds := still.PriceBounds([]*Token{&still.Tokens[0]}, units.FixedFrom(8e17), units.FixedFrom(2e18))
	bound := func(s *Snapshot) {
		next, err := bounds.Predict(still)
		if err != nil {
			t.Fatal(err)
		}
		s.Tokens[0].Breaker = next.Tokens[0].Breaker
	}
	for _, c := range []struct {
		name     string
		pool     *Snapshot
		op       Operation
		needless bool
		codes    []string // some of the findings
	}{
		{"a fee ramp begins again", ramped, RampSwapFee{at - 2*day, at + day, units.FixedFrom(5e17), units.FixedFrom(3e15), false, false}, false, []string{"fee.replaces", "fee.jump"}},
		{"a fee ramp that is over, to come again", still, RampSwapFee{at - 2*day, at + day, units.FixedFrom(5e17), units.FixedFrom(3e15), false, false}, false, []string{"fee.jump"}},
		{"the same fee", still, SetSwapFee{units.FixedFrom(3e15), at + day}, true, nil},
		{"the same running weight change", moving(at - day), halves(at - day), true, nil},
		{"a scheduled weight change, at once", moving(at + 3600), halves(at - day), false, []string{"weights.replaces"}},
		{"the same scheduled weight change", moving(at + 3600), halves(at + 3600), true, nil},
		{"weights that hold tokens fast", still, UpdateWeights{at, at + day, WeightChangeOf(still).Weights}, true, nil},
		{"the same AUM fee, which is paid", charging, SetAumFee{units.FixedFrom(1e16)}, false, []string{"aum.due"}},
		{"no AUM fee", still, CollectAumFees{still.Pool.Owner}, true, nil},
		{"the same breaker", state(bound), bounds, true, nil},
		{"a breaker based on another weight", state(func(s *Snapshot) {
			bound(s)
			s.Weights, s.Tokens[0].EndWeight = moving(at-day).Weights, units.FixedFrom(5e17)
		}), bounds, false, nil},
		{"no breaker to clear", still, ClearBreakersOf([]*Token{&still.Tokens[0]}), true, nil},
		{"swaps that are on", still, SetSwaps{Enabled: true}, true, nil},
	} {
		plan, err := PlanAnyway(c.op, watchedFor(c.pool, c.op), at)
		if err != nil || len(plan.Calls) != 1 {
			t.Fatalf("%s: %v, %+v", c.name, err, plan)
		}
		codes := findingCodes(plan)
		if slices.Contains(codes, "call.needless") != c.needless || (plan.Needless != "") != c.needless {
			t.Errorf("%s: needless is %q, findings %v", c.name, plan.Needless, codes)
		}
		for _, code := range c.codes {
			if !slices.Contains(codes, code) {
				t.Errorf("%s: no %s in %v", c.name, code, codes)
			}
		}
	}
}
