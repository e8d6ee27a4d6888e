package poolplan

import (
	"fmt"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/poolfile"
	"mpool/internal/strategy"
	"mpool/internal/units"
)

// targetOf returns a decision as the target of a comparison; begun is the decision at the time and for
// the weights at which the pool's weight change began. A change since the decision that does what begun
// says is the decision's own: its end weights are the target, and it is not restarted. Any other change
// that runs is drift, unless no prices tell what was decided at its start.
func targetOf(before *ops.Snapshot, d, begun strategy.Decision, path string) *poolfile.Target {
	t := &poolfile.Target{Weights: d.Weights, For: d.For, Next: d.Next, Why: path + ": " + d.Words(before)}
	w := before.Weights
	switch {
	case w.Start >= w.End || d.At == 0 || begun.At == 0: // creating a pool and adding a token change the weights at once
	case doneBy(before, begun):
		if w.Start < d.At {
			break // of an earlier decision
		}
		t.Why += fmt.Sprintf("; done by the change that began at %s", w.Start)
		t.Weights = weightsAt(before, func(t ops.Token) units.Fixed { return t.EndWeight })
	case before.Block.Time < w.End:
		t.Why += fmt.Sprintf("; the change that began at %s is not the strategy's", w.Start)
		if t.Weights == nil {
			t.Weights = begun.Weights
		}
		if t.Weights == nil { // the strategy changes nothing
			t.Weights = weightsAt(before, func(t ops.Token) units.Fixed { return t.StartWeight })
		}
	}
	return t
}

// atStart returns the pool with the weights and the time at which its weight change began.
func atStart(before *ops.Snapshot) *ops.Snapshot {
	then := before.Clone()
	if then.Weights.Start < then.Block.Time {
		then.Block.Time = then.Weights.Start
	}
	for i := range then.Tokens {
		then.Tokens[i].Weight = then.Tokens[i].StartWeight
	}
	return then
}

func weightsAt(pool *ops.Snapshot, of func(ops.Token) units.Fixed) (all []ops.TokenWeight) {
	for _, token := range pool.Tokens {
		all = append(all, ops.TokenWeight{Token: token.Address, Weight: of(token)})
	}
	return all
}

// Limits within which a change counts as the decision's own. Weights may have moved, and time passed,
// between the plan and its mining: lateShare is the part of the duration by which it may be mined late.
const (
	sameWeight = 1_000_000_000_000_000 // 0.1 points
	lateShare  = 4
	mostEarly  = units.Time(60)
)

// doneBy reports whether the pool's weight change has the end weights and the speed of a decision.
func doneBy(pool *ops.Snapshot, d strategy.Decision) bool {
	w := pool.Weights
	span := w.End - w.Start
	if len(d.Weights) != len(pool.Tokens) || span > d.For+mostEarly || span < d.For-d.For/lateShare {
		return false
	}
	for i, token := range pool.Tokens {
		a, b := token.EndWeight, d.Weights[i].Weight
		if a.Int().Lt(b.Int()) {
			a, b = b, a
		}
		var way uint256.Int
		if token.Address != d.Weights[i].Token || way.Sub(a.Int(), b.Int()).GtUint64(sameWeight) {
			return false
		}
	}
	return true
}
