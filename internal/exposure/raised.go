package exposure

import (
	"math/big"

	"mpool/internal/ops"
)

// Raised is by what share of its value a plan raises the value of a BPT, at the market's prices before
// it; negative if it lowers it. Unlike a gift that strangers can take, it does not ask who can join.
// It is false if no price or no BPT tells.
func Raised(before *ops.Snapshot, plan *ops.Plan) (*big.Rat, bool) {
	now, err := before.At(plan.At)
	if err != nil || plan.Predicted == nil {
		return nil, false
	}
	states := []Visible{{State: now}, {State: plan.Predicted}}
	row := standings(states, marketOf(states, plan.Operation))
	was, is := row[0], row[1]
	if was.sum.Sign() == 0 || was.supply.Sign() == 0 || is.supply.Sign() == 0 {
		return nil, false
	}
	then := new(big.Rat).SetFrac(new(big.Int).Mul(is.sum, was.supply), new(big.Int).Mul(is.supply, was.sum))
	return then.Sub(then, big.NewRat(1, 1)), true
}
