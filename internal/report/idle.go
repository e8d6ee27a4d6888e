package report

import (
	"slices"

	"github.com/holiman/uint256"

	"mpool/internal/effect"
	"mpool/internal/fork"
	"mpool/internal/ops"
)

// Nobody trades on the fork. Where weights have moved before an operation, the pool holds other amounts
// than it would with arbitrage, and has other prices.

const (
	idleWords = " (if nobody trades until then)"
	idleNote  = "the weights move before this, and nobody trades in a dry run: with arbitrage, the pool would hold other amounts and have other prices, so these figures would differ"
)

// idle says that the figures of an operation are those of a pool in which nobody has traded while its
// weights moved.
func (v *View) idle(i int) bool {
	step := &v.Steps[i]
	if step.Plan == nil || !effect.HasAmounts(step.Plan) {
		return false
	}
	var last *ops.Snapshot
	for k := range v.Steps[:i] {
		before := &v.Steps[k]
		if before.Pool.Address != step.Pool.Address {
			continue
		}
		if moved(last, before.Before) || jumped(before) {
			return true
		}
		last = before.After
	}
	return moved(last, step.Before)
}

// jumped says that an operation has changed the weights at once.
func jumped(step *fork.Step) bool {
	return step.Plan != nil && step.Plan.Moves != nil && moved(step.Before, step.After)
}

// moved says that a weight differs in two states, by more than a hundredth of itself.
func moved(from, to *ops.Snapshot) bool {
	if from == nil || to == nil {
		return false
	}
	return slices.ContainsFunc(from.Tokens, func(was ops.Token) bool {
		is, err := to.Token(was.Address)
		if err != nil { // the token was removed
			return false
		}
		low, high := was.Weight, is.Weight
		if high.Int().Lt(low.Int()) {
			low, high = high, low
		}
		off := new(uint256.Int).Sub(high.Int(), low.Int())
		return off.Mul(off, uint256.NewInt(100)).Gt(low.Int())
	})
}

// marked adds to each deed that its figures are of a pool in which nobody trades.
func marked(deeds []effect.Deed) []effect.Deed {
	for i := range deeds {
		if deeds[i].Words != "" {
			deeds[i].Words += idleWords
		}
	}
	return deeds
}
