package planner

import (
	"fmt"

	"mpool/internal/arb"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// Taken is what the best arbitrage takes from the pool that a plan leaves, with the
// swap fee. It is for show: what is refused hangs on the bound.
type Taken struct {
	Share   float64   `json:"share"` // of the pool's value
	SwapFee ops.Fixed `json:"swap_fee"`
	Hops    int       `json:"hops"` // swaps of two tokens
	Gas     uint64    `json:"gas"`  // what they use, about
}

// Gas of a batch of swaps in the Vault, as it was measured on both generations.
const (
	gasOfBatch = 87_000
	gasOfHop   = 55_000
)

// NewTaken is nil where there is nothing to be taken, or no price to say it in.
func NewTaken(before *ops.Snapshot, plan *ops.Plan) *Taken {
	if plan.Exposes == nil {
		return nil
	}
	shares, known := ops.EndShares(before, plan)
	if !known {
		return nil
	}
	fee := plan.Predicted.Fees.SwapFee
	state := arb.State{Fee: inUnits(fee)}
	for _, s := range shares {
		value, _ := s.Value.Float64()
		state.Values, state.Weights = append(state.Values, value), append(state.Weights, inUnits(s.Weight))
	}
	trade := arb.Best(state, arb.Gas{})
	if trade.Hops == 0 {
		return &Taken{SwapFee: fee}
	}
	return &Taken{trade.Profit, fee, trade.Hops, gasOfBatch + gasOfHop*uint64(trade.Hops)}
}

func inUnits(f ops.Fixed) float64 {
	value, _ := f.Rat().Float64()
	return value
}

func (v *Taken) sentence() string {
	if v.Hops == 0 {
		return fmt.Sprintf("arbitrage: none pays the swap fee of %s", v.SwapFee.Percent())
	}
	return fmt.Sprintf("arbitrage: with the swap fee of %s the best takes %.4f%% of the pool, by %s for about %s gas",
		v.SwapFee.Percent(), 100*v.Share, text.Plural(v.Hops, "swap"), text.Group(fmt.Sprint(v.Gas)))
}
