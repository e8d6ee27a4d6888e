package planner

import (
	"fmt"

	"mpool/internal/arb"
	"mpool/internal/exposure"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Taken is what the best arbitrage gains from the pool after a plan, with the swap fee. It
// is only shown: refusals depend on the bound.
type Taken struct {
	Share   float64     `json:"share"` // of the pool's value, the gas not taken off
	SwapFee units.Fixed `json:"swap_fee"`
	Hops    int         `json:"hops"` // swaps of two tokens
	Gas     uint64      `json:"gas"`  // their gas, about
	// GasShare is the cost of that gas as a share of the pool's value; null if it is
	// unknown: arbitrage then gains at most Share.
	GasShare *float64 `json:"gas_share"`
}

// Gas of a batch of swaps in the Vault, as it was measured on both generations. A batch
// of one hop is ops.TradeGas.
const (
	gasOfBatch = 87_000
	gasOfHop   = 55_000
)

// NewTaken is nil where there is nothing to be taken, or no price to say it in.
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

// gasOf is what gas costs as a share of the pool's value; free, and false, where that is
// not known.
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

func (v *Taken) sentence() string {
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
