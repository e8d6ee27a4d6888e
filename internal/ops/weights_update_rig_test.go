package ops_test

import (
	"math/big"
	"slices"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// TestWeightsUpdateAgainstContracts mines random weight updates, often while another one runs. The
// pool must match the prediction in every field, to the wei, when each is mined, at its moments,
// and at five later times.
func TestWeightsUpdateAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		r.cases(320, func(p *rigPool) bool {
			p.prior()
			at := p.geth.Now() + 1 + p.upTo(100_000)
			plan := p.agreesAt(p.weightsUpdate(at), at)
			if len(plan.Calls) == 0 {
				return false // the weights did not change
			}
			p.follows(plan, p.times(plan.Predicted.Weights, at)...)
			return true
		})
	})
}

// weightsUpdate draws a start before or after the time of mining, an end up to a year after it, and
// weights that may be the current ones.
func (p *rigPool) weightsUpdate(at units.Time) ops.UpdateWeights {
	tokens := p.snapshot(nil).Tokens
	ramp := p.ramp(at)
	op := ops.UpdateWeights{Start: ramp.Start, End: ramp.End}
	for i, weight := range randomWeights(p.dice, len(tokens)) {
		op.Weights = append(op.Weights, ops.TokenWeight{Token: tokens[i].Address, Weight: weight})
	}
	return op
}

// times draws five times after a change was mined: during it, around its ends and after it.
func (p *rigPool) times(ramp ops.Ramp, at units.Time) []units.Time {
	span := (max(ramp.End, at)-at)/4 + 1
	var times []units.Time
	for t := at; len(times) < 5; {
		t += 1 + p.upTo(span)
		switch {
		case t < ramp.Start && p.chance(2):
			t = ramp.Start
		case t < ramp.End && t+span > ramp.End && p.chance(2):
			t = ramp.End
		}
		times = append(times, t)
	}
	return times
}

// TestWeightsUpdateReverts makes random updates invalid in one or several ways. The first refusal
// must be the contract's.
func TestWeightsUpdateReverts(t *testing.T) {
	rigs(t, func(r *rig) {
		seen := map[string]int{}
		r.cases(400, func(p *rigPool) bool {
			if p.chance(10) {
				p = r.delegated
			}
			p.prior()
			if p.chance(10) {
				p.fresh()
				p.pause()
			}
			at := p.geth.Now() + 1 + p.upTo(100_000)
			op := p.weightsUpdate(at)
			for _, way := range p.dice.Perm(8)[:1+p.dice.IntN(3)] {
				p.spoilWeights(&op, at, way)
			}
			code := p.revertsAt(op, at)
			seen[code]++
			return code != ""
		})
		r.Log(seen)
		for _, code := range []string{"BAL#103", "BAL#302", "BAL#308", "BAL#326", "BAL#401", "BAL#402", "BAL#436", "BAL#520"} {
			if seen[code] == 0 {
				t.Errorf("no case reverted with %s", code)
			}
		}
	})
}

// spoilWeights makes an update invalid in one of eight ways that the contracts refuse.
func (p *rigPool) spoilWeights(op *ops.UpdateWeights, at units.Time, way int) {
	n := len(op.Weights)
	i := p.dice.IntN(n)
	weight := op.Weights[i].Weight
	switch way {
	case 0: // one token too few or too many
		if p.chance(2) {
			op.Weights = slices.Delete(slices.Clone(op.Weights), i, i+1)
		} else {
			op.Weights = append(op.Weights, ops.TokenWeight{Token: p.anyAddress(), Weight: weight})
		}
	case 1: // two tokens exchanged
		j := (i + 1) % n
		op.Weights[i].Token, op.Weights[j].Token = op.Weights[j].Token, op.Weights[i].Token
	case 2: // another token
		op.Weights[i].Token = p.anyAddress()
	case 3: // below the minimum weight
		op.Weights[i].Weight = units.FixedFrom(1e16 - 1 - p.dice.Uint64N(1e16)>>p.dice.IntN(54))
	case 4: // the sum is wrong, or overflows
		op.Weights[i].Weight = units.FixedFrom(weight.Int().Uint64() + 1 + p.dice.Uint64N(1e18)>>p.dice.IntN(60))
		if p.chance(3) {
			op.Weights[i].Weight = units.Fixed(*uint256.MustFromBig(new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 256), big256(1+p.dice.Uint64N(2e18)))))
		}
	case 5: // ends before it starts
		op.End = max(op.Start, at) - 1 - p.upTo(100_000)>>p.dice.IntN(17)
	case 6: // beyond 2^32
		op.End = 1<<32 + p.upTo(1<<p.dice.IntN(60))
	case 7: // two faults at once
		op.Start = 1<<32 + p.upTo(1<<p.dice.IntN(60))
		op.End = op.Start + p.upTo(1<<20)
	}
}
