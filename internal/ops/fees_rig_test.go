package ops_test

import (
	"math/big"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// TestFeeRampAgainstContracts mines random fee ramps, often while another one runs, and follows
// them.
func TestFeeRampAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		r.cases(200, func(p *rigPool) bool {
			p = p.anyPrior()
			at := p.geth.Now() + 1 + p.upTo(100_000)
			plan := p.agreesAt(p.feeRampOf(at), at)
			if len(plan.Calls) == 0 {
				return false
			}
			p.follows(plan, p.times(plan.Predicted.Fees.SwapFeeRamp, at)...)
			return true
		})
	})
}

// TestFeeSetAgainstContracts checks that a set fee applies from its block on, in the first and in
// the last second in which it may be mined.
func TestFeeSetAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		r.cases(200, func(p *rigPool) bool {
			p = p.anyPrior()
			at := p.geth.Now() + 1 + p.upTo(100_000)
			op := ops.SetSwapFee{Fee: p.fraction(1e12, 95e16), Until: at + p.upTo(7*24*3600)>>p.dice.IntN(20)}
			plan := p.agreesAt(op, at)
			if len(plan.Calls) == 0 {
				return false
			}
			if fee := p.snapshot(nil).Fees.SwapFee; fee != op.Fee {
				t.Errorf("mined at %d, it is %s and not %s", at, fee, op.Fee)
			}
			p.follows(plan, at+1, op.Until+2, op.Until+100_000)
			return true
		})
	})
}

// anyPrior is the pool with a past, or in one of eight cases the pool without liquidity.
func (p *rigPool) anyPrior() *rigPool {
	p.Helper()
	if p.chance(8) {
		p = p.empty
	}
	p.prior()
	return p
}

// feeRampOf draws a ramp, which may start from the current fee.
func (p *rigPool) feeRampOf(at units.Time) ops.RampSwapFee {
	times := p.ramp(at)
	op := ops.RampSwapFee{Start: times.Start, End: times.End, From: p.fraction(1e12, 95e16), To: p.fraction(1e12, 95e16)}
	if p.chance(3) {
		op.From = p.snapshot(nil).Fees.SwapFee
	}
	return op
}

// TestFeesRevert makes ramps and fees invalid in one or several ways. The first refusal must be the
// contract's.
func TestFeesRevert(t *testing.T) {
	rigs(t, func(r *rig) {
		seen := map[string]int{}
		r.cases(200, func(p *rigPool) bool {
			p = p.refusing()
			at := p.geth.Now() + 1 + p.upTo(100_000)
			ramp := p.feeRampOf(at)
			for _, way := range p.dice.Perm(5)[:1+p.dice.IntN(3)] {
				p.spoilFee(&ramp, at, way)
			}
			var op ops.Operation = ramp
			if p.chance(3) {
				op = ops.SetSwapFee{Fee: ramp.From, Until: ramp.End}
				if plan, err := op.Plan(p.snapshot(nil), at); err == nil && !plan.Refused() {
					return false // a fee-set has no such field
				}
			}
			code := p.revertsAt(op, at)
			seen[code]++
			return code != ""
		})
		r.wants(seen, "BAL#202", "BAL#203", "BAL#326", "BAL#401", "BAL#402", "BAL#436")
	})
}

// refusing is a pool with a past. In one of four cases it has the delegate owner, in another it is
// paused.
func (p *rigPool) refusing() *rigPool {
	p.Helper()
	if p.chance(4) {
		p = p.delegated
	}
	p.prior()
	if p.chance(4) {
		p.fresh()
		p.pause()
	}
	return p
}

// wants checks that each of the codes has occurred.
func (r *rig) wants(seen map[string]int, codes ...string) {
	r.Helper()
	r.Log(seen)
	for _, code := range codes {
		if seen[code] == 0 {
			r.Errorf("no case reverted with %s", code)
		}
	}
}

func (p *rigPool) spoilFee(op *ops.RampSwapFee, at units.Time, way int) {
	switch way {
	case 0: // below the minimum fee
		op.From = units.FixedFrom(1e12 - 1 - p.dice.Uint64N(1e12)>>p.dice.IntN(40))
	case 1: // above the maximum fee
		op.To = units.FixedFrom(95e16 + 1 + p.dice.Uint64N(1e18)>>p.dice.IntN(60))
		if p.chance(3) {
			op.To = units.Fixed(*uint256.MustFromBig(new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 256), big256(1+p.dice.Uint64N(2e18)))))
		}
		if p.chance(2) {
			op.From = op.To
		}
	case 2: // ends before it starts
		op.End = max(op.Start, at) - 1 - p.upTo(100_000)>>p.dice.IntN(17)
	case 3: // beyond 2^32
		op.End = 1<<32 + p.upTo(1<<p.dice.IntN(60))
	case 4: // two faults at once
		op.Start = 1<<32 + p.upTo(1<<p.dice.IntN(60))
		op.End = op.Start + p.upTo(1<<20)
	}
}
