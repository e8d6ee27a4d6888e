package arbcost

import (
	"cmp"
	"fmt"
	"slices"

	"mpool/internal/arb"
	"mpool/internal/exposure"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// IfMoved estimates what arbitrage takes when swaps are enabled again, with the swap fee and gas,
// if a token's price has moved since. It is only shown, because mpool cannot know whether a price
// has moved.
type IfMoved struct {
	SwapFee units.Fixed `json:"swap_fee"` // at the moment when swaps are enabled
	// Later is the lower fee after a ramp, for the second list; null if the fee does not fall.
	Later *units.Fixed `json:"later_swap_fee"`
	// GasKnown says that the shares are after gas; otherwise they are upper bounds.
	GasKnown bool      `json:"gas_known"`
	Tokens   []movedBy `json:"tokens"`
	left     int       // number of tokens that are not listed
	gas      arb.Gas   // as shares of the pool's value
	weights  []float64 // of all tokens
}

// movedBy is the cost if a price moves by 2, 5 and 10%, up or down, whichever costs more, as shares
// of the pool's value.
type movedBy struct {
	Symbol named.Symbol `json:"symbol"`
	Taken  [3]float64   `json:"taken"`
	Later  [3]float64   `json:"taken_later"`
}

// movedMost is the largest number of listed tokens.
const movedMost = 8

func moves() [3]float64 { return [3]float64{0.02, 0.05, 0.10} }

// NewIfMoved returns nil if the plan does not enable swaps.
func NewIfMoved(before *ops.Snapshot, plan *ops.Plan, trade ops.TradeCost) *IfMoved {
	if plan.Refused() || !exposure.OpensSwaps(before, plan) {
		return nil
	}
	fees := plan.Predicted.Fees
	v := &IfMoved{SwapFee: fees.SwapFee}
	if later := fees.EndSwapFee; later.Int().Lt(fees.SwapFee.Int()) {
		v.Later = &later
	}
	v.gas, v.GasKnown = gasOf(before, trade)
	for _, token := range plan.Predicted.Tokens {
		v.weights = append(v.weights, inUnits(token.Weight))
	}
	for i, token := range plan.Predicted.Tokens {
		by := movedBy{Symbol: token.Symbol}
		for k, share := range moves() {
			by.Taken[k] = v.taken(i, share, v.SwapFee)
			if v.Later != nil {
				by.Later[k] = v.taken(i, share, *v.Later)
			}
		}
		v.Tokens = append(v.Tokens, by)
	}
	v.keepWorst()
	return v
}

// keepWorst keeps the tokens with the largest costs, the largest first.
func (v *IfMoved) keepWorst() {
	v.left = max(0, len(v.Tokens)-movedMost)
	if v.left == 0 {
		return
	}
	slices.SortStableFunc(v.Tokens, func(a, b movedBy) int { return cmp.Compare(b.worst(), a.worst()) })
	v.Tokens = v.Tokens[:movedMost]
}

// worst is the largest cost if the token's price moves, at either fee.
func (t movedBy) worst() float64 { return max(slices.Max(t.Taken[:]), slices.Max(t.Later[:])) }

// taken is the profit after gas if the price of one token moves by share, up or down. Before the
// move each token's value is its weight.
func (v *IfMoved) taken(token int, share float64, fee units.Fixed) float64 {
	var most float64
	for _, by := range []float64{1 + share, 1 - share} {
		state := arb.State{Fee: inUnits(fee), Weights: v.weights}
		var sum float64
		for i, w := range v.weights {
			if i == token {
				w *= by
			}
			state.Values, sum = append(state.Values, w), sum+w
		}
		best := arb.Best(state, v.gas)
		most = max(most, (best.Profit-best.Gas)/sum)
	}
	return most
}

// Text prints a table with a row for each token.
func (v *IfMoved) Text(p *text.Page) {
	about, gas := "estimated shares of TVL", "with gas fee"
	if !v.GasKnown {
		about, gas = "shares of TVL, at most", "without gas fee (unknown)"
	}
	p.Line("")
	p.Line("arbitrage cost when swaps are enabled, if a price has moved since they were disabled (swap fee %s, %s; %s)", text.Percent(v.SwapFee), gas, about)
	columns := v.columns([]string{"price moves by"}, v.SwapFee)
	if v.Later != nil {
		columns = v.columns(columns, *v.Later)
	}
	var rows [][]string
	for _, t := range v.Tokens {
		row := append([]string{text.Symbol(t.Symbol)}, shares(t.Taken)...)
		if v.Later != nil {
			row = append(row, shares(t.Later)...)
		}
		rows = append(rows, row)
	}
	p.Table(columns, rows)
	if v.left > 0 {
		p.Line("and %d more, which lose less", v.left)
	}
	if v.Later != nil {
		p.Line("between these fees, the cost is at most the cost at a fee of %s", text.Percent(*v.Later))
	}
}

// columns adds the columns for one swap fee, which is named if there are two.
func (v *IfMoved) columns(list []string, fee units.Fixed) []string {
	for _, share := range moves() {
		column := fmt.Sprintf(">%.0f%%", 100*share)
		if v.Later != nil {
			column += "\nfee " + text.Percent(fee)
		}
		list = append(list, column)
	}
	return list
}

func shares(of [3]float64) []string {
	var list []string
	for _, share := range of {
		list = append(list, text.CostOf(share))
	}
	return list
}
