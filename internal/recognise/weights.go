package recognise

import (
	"slices"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// changesOfWeights are the operations that a change of the weights may be: one that stops the
// pool's change or moves its end, or a change of its own.
func changesOfWeights(args []any, pool *ops.Snapshot) []ops.Operation {
	found := weightsOf(args)
	if len(found) == 0 || pool.Weights.End <= pool.Block.Time || !ops.WeightsWillMove(pool.Tokens) {
		return found
	}
	op, is := ops.WeightChangeOf(pool), found[0].(ops.UpdateWeights)
	if is.Start == op.Start && is.End != op.End && slices.Equal(is.Weights, op.Weights) {
		return []ops.Operation{ops.MoveWeightsEnd{Change: op, End: is.End}, is}
	}
	if at, stops := stoppedAt(pool, is); stops {
		return []ops.Operation{ops.FreezeWeights{Change: op, Since: pool.Block.Time, At: at, By: is.End, Weights: is.Weights}, is}
	}
	return found
}

// oldestStop is how long ago, in seconds, the weights may be of which a freeze takes the pool back:
// owners need time to sign.
const oldestStop = ops.OneDay

// stoppedAt is the time of the pool's change at which it has these weights. It is false if no such
// time is near, or if the new change is not a freeze: one that starts and ends in the same second,
// before the pool's change ends.
func stoppedAt(s *ops.Snapshot, to ops.UpdateWeights) (units.Time, bool) {
	now, change := s.Block.Time, s.Weights
	if to.Start != to.End || to.End <= now || to.End >= change.End || !slices.EqualFunc(to.Weights, s.Tokens, func(w ops.TokenWeight, t ops.Token) bool { return w.Token == t.Address }) {
		return 0, false
	}
	furthest, most := 0, uint256.Int{}
	for i, token := range s.Tokens {
		if moves := distance(token.StartWeight, token.EndWeight); moves.Gt(&most) {
			furthest, most = i, *moves
		}
	}
	token := s.Tokens[furthest]
	if most.IsZero() || !between(token.StartWeight, to.Weights[furthest].Weight, token.EndWeight) {
		return 0, false
	}
	gone := distance(token.StartWeight, to.Weights[furthest].Weight)
	gone.Div(gone.Mul(gone, uint256.NewInt(uint64(change.End-change.Start))), &most)
	at := min(change.Start+units.Time(gone.Uint64()), to.End)
	then, err := s.At(at)
	if err != nil || at+oldestStop < now {
		return 0, false
	}
	for i, token := range then.Tokens {
		if distance(token.Weight, to.Weights[i].Weight).GtUint64(nearWeight) {
			return 0, false
		}
	}
	return at, true
}

// nearWeight is how far from the weights of a moment a freeze of that moment may be: 0.01 points.
const nearWeight = 100_000_000_000_000

func distance(a, b units.Fixed) *uint256.Int {
	if a.Int().Lt(b.Int()) {
		a, b = b, a
	}
	return new(uint256.Int).Sub(a.Int(), b.Int())
}

// between says that b is not outside a and c.
func between(a, b, c units.Fixed) bool {
	if c.Int().Lt(a.Int()) {
		a, c = c, a
	}
	return !b.Int().Lt(a.Int()) && !c.Int().Lt(b.Int())
}
