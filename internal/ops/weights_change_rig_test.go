package ops_test

import (
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// changing gives the pool a weight change that runs or is scheduled, and stops at a random time
// before its end.
func (p *rigPool) changing() {
	p.Helper()
	p.prior()
	for {
		s := p.snapshot(nil)
		moves := false
		for _, token := range s.Tokens {
			moves = moves || token.StartWeight != token.EndWeight
		}
		if moves && s.Weights.End > s.Block.Time+3 {
			if p.chance(2) {
				p.wait(1 + p.upTo(s.Weights.End-s.Block.Time-3))
			}
			return
		}
		at := p.geth.Now() + 1 + p.upTo(1000)
		op := p.weightsUpdate(at)
		op.End = max(op.Start, at) + 4 + p.upTo(1<<p.dice.IntN(25))
		p.agreesAt(op, at)
	}
}

// TestFreezeAgainstContracts freezes random changes, and mines the freeze in any block of its
// window. From then until the window ends no weight moves by a wei. Then the weights sum to exactly
// one, and none has moved farther than the plan says.
func TestFreezeAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		again := 0
		r.cases(220, func(p *rigPool) bool {
			p.changing()
			op := p.freeze(1 << p.dice.IntN(20))
			at := p.geth.Now() + 1 + p.upTo(op.By-p.geth.Now()-1)
			plan := p.agreesAt(op, at)
			if len(plan.Calls) == 0 {
				return false
			}
			p.standsStill(plan, op)
			if at < op.By-1 && p.chance(2) && p.freezeAgain(plan) {
				again++
			}
			return true
		})
		r.Log(again, "were frozen once more")
	})
}

func (p *rigPool) freeze(within units.Time) ops.FreezeWeights {
	p.Helper()
	s := p.snapshot(nil)
	op, err := ops.Freeze(s, s.Block.Time+1+p.upTo(24), s.Block.Time+1+within)
	if err != nil {
		p.Fatal(err)
	}
	return op
}

// standsStill checks the contract's weights in the window and at its end.
func (p *rigPool) standsStill(plan *ops.Plan, op ops.FreezeWeights) {
	p.Helper()
	if plan.At < op.By {
		if plan.At+1 < op.By {
			p.follows(plan, plan.At+1+p.upTo(op.By-plan.At-2))
		}
		held, err := plan.Predicted.At(op.By - 1)
		if err != nil || held.Tokens[0].Weight != plan.Predicted.Tokens[0].Weight {
			p.fail(op, plan.At, "the weights move within the window")
		}
	}
	end, err := plan.Predicted.At(op.By)
	if err != nil {
		p.Fatal(err)
	}
	p.follows(plan, max(op.By, plan.At+1), op.By+2+p.upTo(1<<20))
	var sum uint256.Int
	for i, token := range end.Tokens {
		sum.Add(&sum, token.Weight.Int())
		most := plan.Moves.Distance(i)
		if moved := gap(token.Weight, plan.Predicted.Tokens[i].Weight); moved.Gt(most.Int()) && moved.GtUint64(uint64(len(end.Tokens))) {
			p.fail(op, plan.At, "%s settles by %s, and %s was said", token.Symbol, moved.Dec(), most.Raw())
		}
	}
	if sum != *units.FixedOne().Int() {
		p.fail(op, plan.At, "the weights sum to %s", sum.Dec())
	}
}

// freezeAgain freezes a pool whose weights are constant. This moves no weight, except by the wei
// that make the sum exact.
func (p *rigPool) freezeAgain(first *ops.Plan) bool {
	p.Helper()
	op := p.freeze(1 << p.dice.IntN(20))
	at := p.geth.Now() + 1
	plan, err := op.Plan(p.snapshot(op), at)
	if err != nil {
		p.Fatal(err)
	}
	if plan.Refused() {
		return false // mined in the expected block, the sum is exact already
	}
	p.agreesAt(op, at)
	for i, token := range first.Predicted.Tokens {
		if moved := gap(op.Weights[i].Weight, token.Weight); moved.GtUint64(uint64(len(op.Weights))) {
			p.fail(op, at, "%s moves by %s", token.Symbol, moved.Dec())
		}
	}
	return true
}

func gap(a, b units.Fixed) *uint256.Int {
	if a.Int().Lt(b.Int()) {
		a, b = b, a
	}
	return new(uint256.Int).Sub(a.Int(), b.Int())
}

// TestFreezeTooLate checks that a freeze mined after its window reverts.
func TestFreezeTooLate(t *testing.T) {
	rigs(t, func(r *rig) {
		r.cases(60, func(p *rigPool) bool {
			p.changing()
			op := p.freeze(1 << p.dice.IntN(20))
			return p.revertsAt(op, op.By+1+p.upTo(1<<p.dice.IntN(20))) == "BAL#326"
		})
	})
}

// TestMoveWeightsEndAgainstContracts extends and shortens random changes.
func TestMoveWeightsEndAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		names := map[string]int{}
		r.cases(240, func(p *rigPool) bool {
			p.changing()
			op, at := p.otherEnd()
			plan, err := op.Plan(p.snapshot(op), at)
			if err == nil && plan.Refused() {
				code := p.revertsAt(op, at)
				names[code]++
				return code == "BAL#326"
			}
			p.follows(p.agreesAt(op, at), at+1+p.upTo(op.End-at), op.End+2)
			names[op.Name()]++
			return true
		})
		r.Log(names)
	})
}

// otherEnd draws a later or an earlier end, and a time of mining that is usually before it.
func (p *rigPool) otherEnd() (ops.MoveWeightsEnd, units.Time) {
	p.Helper()
	s := p.snapshot(nil)
	now, end := s.Block.Time, s.Weights.End
	op, err := ops.ExtendWeights(s, end+1+p.upTo(1<<p.dice.IntN(25)))
	if p.chance(2) {
		op, err = ops.ShortenWeights(s, now+1+p.upTo(end-now-2))
	}
	if err != nil {
		p.Fatal(err)
	}
	at := now + 1 + p.upTo(min(op.End, end-1)-now-1)
	if p.chance(20) {
		at = op.End + 1
	}
	return op, at
}
