package exposure

import (
	"math/big"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Share is a token's share of a pool: by value at the market's prices, and by weight.
type Share struct {
	Value  *big.Rat // 1 for the whole pool
	Weight units.Fixed
}

// EndShares are the shares in the pool after a plan, at the prices that Check uses. It is false if
// a token has no value: then arbitrage has no end.
func EndShares(before *ops.Snapshot, plan *ops.Plan) ([]Share, bool) {
	x, err := exposed(before, plan)
	if err != nil || len(x.States) == 0 {
		return nil, false
	}
	last := x.States[len(x.States)-1].State
	row := standingOf(last, x.Market)
	var list []Share
	for i, token := range last.Tokens {
		if row.values[i].Sign() == 0 {
			return nil, false
		}
		list = append(list, Share{new(big.Rat).SetFrac(row.values[i], row.sum), token.Weight})
	}
	return list, len(list) > 0
}

// OpensSwaps says whether the plan enables swaps. Then the pool's own prices before the plan are
// not the market's.
func OpensSwaps(before *ops.Snapshot, plan *ops.Plan) bool {
	return len(plan.Calls) > 0 && !before.Pool.SwapsOpen() && plan.Predicted.Pool.SwapsOpen() && !ops.HoldsNothing(plan.Predicted.Tokens)
}
