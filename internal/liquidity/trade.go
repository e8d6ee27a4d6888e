package liquidity

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Sum is an amount of a token, or of BPT.
type Sum struct {
	Token  common.Address `json:"token"`
	Symbol named.Symbol   `json:"symbol"` // hostile text
	Amount units.Amount   `json:"amount"`
	// Limit is the most that may be paid of it, or the least that has to be got; nil
	// where the amount is exact.
	Limit *units.Amount `json:"limit"`
}

// Trade is what a swap, join or exit pays and gets if it is mined in the state that it is
// worked out for. Shares are rounded up.
type Trade struct {
	Pays    []Sum       `json:"pays"`
	Gets    []Sum       `json:"gets"`
	SwapFee units.Fixed `json:"swap_fee"` // the pool's
	// Cost is the part of its worth that is lost, by the pool's spot prices without fee:
	// the swap fee and the price impact together; nil where there is no price.
	Cost *units.Fixed `json:"cost"`
	// Impact is the price impact of a swap of one token for another, beside the swap fee;
	// nil where the pool does not charge it on all.
	Impact *units.Fixed `json:"price_impact"`
	// Rate is what one whole token paid has brought, and Spot the pool's own price
	// without fee; nil where more than one token is paid or got.
	Rate *units.Fixed `json:"rate"`
	Spot *units.Fixed `json:"spot"`
	// InProportion says that all tokens are paid or got in the pool's proportions, on
	// which the pool charges nothing: what is lost is rounding.
	InProportion bool `json:"in_proportion"`
	// FromInternal and ToInternal say that internal balances in the Vault pay first, or are
	// paid.
	FromInternal bool `json:"from_internal,omitempty"`
	ToInternal   bool `json:"to_internal,omitempty"`
	// OutsideCost is the part of its worth that is lost by outside prices, rounded up and
	// zero for a gain; nil where none are given.
	OutsideCost *units.Fixed `json:"outside_cost,omitempty"`
	// OutsideGain is the part of what is paid that is won by outside prices, rounded down; nil
	// where nothing is.
	OutsideGain *units.Fixed `json:"outside_gain,omitempty"`
	// Skew says that the two values of BPT by outside prices differ by more than the swap fee;
	// nil where they do not, or none are given.
	Skew *Skew `json:"outside_skew,omitempty"`
}

// Loses is the larger of what a trade costs by the pool's spot prices and by outside prices,
// and whether it is the second. A trade in proportion costs nothing by the pool's prices, but a
// join of a skewed pool, and an exit that leaves a part behind, cost by outside prices.
func (t *Trade) Loses() (cost *units.Fixed, outside bool) {
	switch {
	case t.InProportion && (t.OutsideCost == nil || units.Tiny(*t.OutsideCost)):
		return nil, false
	case t.InProportion:
		return t.OutsideCost, true
	}
	cost = units.LargerOf(t.Cost, t.OutsideCost)
	return cost, cost != nil && cost != t.Cost
}

// Of returns what an operation pays and gets in a state; nil if it is not a trade, or if
// the pool would refuse it.
func Of(now *ops.Snapshot, operation ops.Operation) *Trade {
	switch op := operation.(type) {
	case ops.Swap:
		return ofSwap(now, op).by(now, op.Trader)
	case ops.Join:
		return ofJoin(now, op).by(now, op.Trader)
	case ops.Exit:
		return ofExit(now, op).by(now, op.Trader)
	}
	return nil
}

// by names the native token where that is paid or got, and says where internal balances
// are. It takes nil.
func (t *Trade) by(now *ops.Snapshot, who ops.Trader) *Trade {
	if t == nil {
		return nil
	}
	costOutside(now, who.Prices, t)
	t.FromInternal, t.ToInternal = who.FromInternal, who.ToInternal
	for _, list := range [][]Sum{t.Pays, t.Gets} {
		for i := range list {
			if who.Native != (ops.Native{}) && list[i].Token == who.Native.Token {
				list[i].Symbol = who.Native.Symbol
			}
		}
	}
	return t
}

func ofSwap(now *ops.Snapshot, op ops.Swap) *Trade {
	in, out, err := op.Amounts(now)
	if err != nil {
		return nil
	}
	limit := op.Limit
	pays, gets := sum(now, op.In, in), sum(now, op.Out, out)
	if op.GivenOut {
		pays.Limit = &limit
	} else {
		gets.Limit = &limit
	}
	t := newTrade(now, []Sum{pays}, []Sum{gets})
	if op.In != now.Pool.Address && op.Out != now.Pool.Address {
		t.Impact = impact(now, pays, gets)
	}
	return t
}

// impact returns the share of the input's worth, less the fee, that is lost.
func impact(now *ops.Snapshot, pays, gets Sum) *units.Fixed {
	in, out := Worth(now, pays.Token, pays.Amount.Raw), Worth(now, gets.Token, gets.Amount.Raw)
	one := units.FixedOne()
	left := new(uint256.Int).Sub(one.Int(), now.Fees.SwapFee.Int())
	if in == nil || left.IsZero() {
		return nil
	}
	return Lost(in.Mul(in, new(big.Rat).SetFrac(left.ToBig(), one.Int().ToBig())), out)
}

func ofJoin(now *ops.Snapshot, op ops.Join) *Trade {
	bpt, amounts, err := op.Outcome(now)
	if err != nil {
		return nil
	}
	gets := sum(now, now.Pool.Address, units.Amount{Raw: bpt, Decimals: 18})
	if op.Kind == ops.JoinExactTokens {
		least := op.Bpt
		gets.Limit = &least
	}
	t := newTrade(now, sums(now, amounts, op.Amounts, op.Kind != ops.JoinExactTokens), []Sum{gets})
	t.InProportion = op.Kind == ops.JoinAllTokens
	return t
}

func ofExit(now *ops.Snapshot, op ops.Exit) *Trade {
	bpt, amounts, err := op.Outcome(now)
	if err != nil {
		return nil
	}
	pays := sum(now, now.Pool.Address, units.Amount{Raw: bpt, Decimals: 18})
	if op.Kind == ops.ExitExactTokens {
		most := op.Bpt
		pays.Limit = &most
	}
	t := newTrade(now, []Sum{pays}, sums(now, amounts, op.Amounts, op.Kind != ops.ExitExactTokens))
	t.InProportion = op.Kind == ops.ExitAllTokens || op.Kind == ops.ExitRecovery
	return t
}

func sum(now *ops.Snapshot, token common.Address, amount units.Amount) Sum {
	return Sum{Token: token, Symbol: SymbolOf(now, token), Amount: amount}
}

// sums are those of the amounts that are not zero, in the Vault's order.
func sums(now *ops.Snapshot, amounts []uint256.Int, limits []ops.TokenAmount, limited bool) []Sum {
	var list []Sum
	for i, token := range now.Tokens {
		if amounts[i].IsZero() {
			continue
		}
		s := sum(now, token.Address, units.Amount{Raw: amounts[i], Decimals: token.Decimals})
		for _, limit := range limits {
			if limited && limit.Token == token.Address {
				amount := limit.Amount
				s.Limit = &amount
			}
		}
		list = append(list, s)
	}
	return list
}

func newTrade(now *ops.Snapshot, pays, gets []Sum) *Trade {
	t := &Trade{Pays: pays, Gets: gets, SwapFee: now.Fees.SwapFee, Cost: Lost(Worths(now, pays), Worths(now, gets))}
	if len(pays) == 1 && len(gets) == 1 {
		t.Rate = Paid(pays[0].Amount, gets[0].Amount)
		t.Spot = Price(now, pays[0].Token, gets[0].Token)
	}
	return t
}

// Unlimited leaves out the limits, which a quote has not.
func (t *Trade) Unlimited() {
	for _, list := range [][]Sum{t.Pays, t.Gets} {
		for i := range list {
			list[i].Limit = nil
		}
	}
}
