package ops

import (
	"slices"
	"testing"

	"mpool/internal/units"
)

// TestNeedless reads one call of a pool in which mpool's own operation is done. Only a call that
// changes nothing, now or later, has no effect.
func TestNeedless(t *testing.T) {
	const day = 24 * 3600
	reader, err := NewRecogniser()
	if err != nil {
		t.Fatal(err)
	}
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
		return UpdateWeights{Start: start, End: at + day, Weights: moving(at).weightChange().Weights}
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
		{"weights that hold tokens fast", still, UpdateWeights{at, at + day, still.weightChange().Weights}, false, nil},
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
		once, single := c.op.(interface{ call(*Snapshot) Call })
		var call Call
		if change, is := c.op.(weightChange); is {
			call = change.update().call(c.pool)
		} else if single {
			call = once.call(c.pool)
		}
		pool := watchedBy(c.pool.Clone(), reader.Watch([]Call{call}, c.pool))
		reading, err := reader.Read(pool, at, []Call{call})
		if err != nil || reading.Unknown {
			t.Fatalf("%s: %v, unknown %v", c.name, err, reading)
		}
		plan := reading.Parts[0].Plan
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

// TestWeightsOfOthers reads calls of the weights that stop the running change, or move its end.
func TestWeightsOfOthers(t *testing.T) {
	reader, err := NewRecogniser()
	if err != nil {
		t.Fatal(err)
	}
	pool := running(t)
	later, err := pool.At(testNow + 3000)
	if err != nil {
		t.Fatal(err)
	}
	const hour = 3600
	freeze := frozen(t, pool, hour).update()
	change := pool.weightChange()
	other := UpdateWeights{Start: freeze.Start, End: freeze.End, Weights: slices.Clone(change.Weights)}
	other.Weights[0], other.Weights[1] = TokenWeight{other.Weights[0].Token, units.FixedFrom(3e17)}, TokenWeight{other.Weights[1].Token, units.FixedFrom(5e17 - 1)}
	for _, c := range []struct {
		name string
		pool *Snapshot
		op   UpdateWeights
		want string
	}{
		{"a freeze", pool, freeze, "weights-update --freeze"},
		{"a freeze, read later", later, freeze, "weights-update --freeze"},
		{"a longer change", pool, UpdateWeights{change.Start, change.End + hour, change.Weights}, extendName},
		{"a shorter change", pool, UpdateWeights{change.Start, change.End - hour, change.Weights}, shortenName},
		{"other weights at once", pool, other, "weights-update"},
		{"weights of the freeze over an hour", pool, UpdateWeights{testNow + 10, freeze.End, freeze.Weights}, "weights-update"},
		{"the end at once", pool, UpdateWeights{freeze.Start, freeze.End, change.Weights}, "weights-update"},
	} {
		reading, err := reader.Read(c.pool, c.pool.Block.Time, []Call{c.op.call(c.pool)})
		if err != nil || reading.Unknown {
			t.Fatalf("%s: %v %+v", c.name, err, reading)
		}
		if plan := reading.Parts[0].Plan; plan.Refused() || plan.Operation.Name() != c.want {
			t.Errorf("%s: it is %s, %v", c.name, plan.Operation.Name(), codesOf(plan))
		}
	}
}
