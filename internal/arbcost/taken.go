package arbcost

import (
	"fmt"

	"mpool/internal/arb"
	"mpool/internal/exposure"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Taken is the gain of the best arbitrage trade after a plan, with the swap fee. It is only shown;
// refusals depend on the upper bound of package exposure.
type Taken struct {
	Share   float64     `json:"share"` // of the pool's value, before gas
	SwapFee units.Fixed `json:"swap_fee"`
	Hops    int         `json:"hops"` // swaps between two tokens
	Gas     uint64      `json:"gas"`  // approximate gas of these swaps
	// GasShare is the gas fee as a share of the pool's value; null if it is unknown. Then Share is
	// an upper bound.
	GasShare *float64 `json:"gas_share"`
}

// The gas of a batch of swaps in the Vault, as measured on both generations. A batch of one hop
// uses ops.TradeGas.
const (
	gasOfBatch = 87_000
	gasOfHop   = 55_000
)

// NewTaken returns nil if the plan exposes nothing to arbitrage, or there are no prices.
func NewTaken(before *ops.Snapshot, plan *ops.Plan, trade ops.TradeCost) *Taken {
	if plan.Exposes == nil {
		return nil
	}
	shares, known := exposure.EndShares(before, plan)
	if !known {
		return nil
	}
	fee := plan.Predicted.Fees.SwapFee
	state := arb.State{Fee: inUnits(fee)}
	for _, s := range shares {
		value, _ := s.Value.Float64()
		state.Values, state.Weights = append(state.Values, value), append(state.Weights, inUnits(s.Weight))
	}
	gas, known := gasOf(before, trade)
	best := arb.Best(state, gas)
	v := &Taken{SwapFee: fee}
	if known {
		v.GasShare = &best.Gas
	}
	if best.Hops > 0 {
		v.Share, v.Hops, v.Gas = best.Profit, best.Hops, gasOfBatch+gasOfHop*uint64(best.Hops)
	}
	return v
}

// gasOf returns the gas fee as a share of the pool's value; zero and false if it is unknown.
func gasOf(pool *ops.Snapshot, trade ops.TradeCost) (arb.Gas, bool) {
	part, missing := trade.PartOfPool(pool)
	if missing != "" {
		return arb.Gas{}, false
	}
	one, _ := part.Float64()
	return arb.Gas{Base: one * gasOfBatch / ops.TradeGas, Hop: one * gasOfHop / ops.TradeGas}, true
}

func inUnits(f units.Fixed) float64 {
	value, _ := f.Rat().Float64()
	return value
}

// Sentence says which trade pays, or that none does.
func (v *Taken) Sentence() string {
	if v.Hops == 0 {
		pays := "the swap fee of " + text.Percent(v.SwapFee)
		if v.GasShare != nil {
			pays += " and its gas"
		}
		return "arbitrage: no trade pays " + pays
	}
	words := fmt.Sprintf("arbitrage: with the swap fee of %s the best trade takes %s of TVL, with %s for about %s gas",
		text.Percent(v.SwapFee), text.CostOf(v.Share), text.Plural(v.Hops, "swap"), text.Group(fmt.Sprint(v.Gas)))
	if v.GasShare == nil {
		return words + "; the gas fee is unknown, so this is an upper bound"
	}
	return words + ", for a gas fee of " + text.CostOf(*v.GasShare)
}
