package liquidity

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/units"
)

// Sum is an amount of a token, or of BPT.
type Sum struct {
	Token  common.Address `json:"token"`
	Symbol named.Symbol   `json:"symbol"` // untrusted text
	Amount units.Amount   `json:"amount"`
	// Limit is the maximum payment or the minimum return. It is nil if the amount is exact.
	Limit *units.Amount `json:"limit"`
}

// Trade is what a swap, join or exit pays and receives if it is mined in a given state. Shares are
// rounded up.
type Trade struct {
	Pays    []Sum       `json:"pays"`
	Gets    []Sum       `json:"gets"`
	SwapFee units.Fixed `json:"swap_fee"` // the pool's swap fee
	// Cost is the share of the payment's value that is lost, at the pool's spot prices without fee:
	// swap fee and price impact together. It is nil without a price.
	Cost *units.Fixed `json:"cost"`
	// Impact is the price impact of a swap of one token for another, without the swap fee. It is
	// nil for joins, exits and swaps with BPT, on which the pool does not charge the whole fee.
	Impact *units.Fixed `json:"price_impact"`
	// Rate is the amount received for each whole token paid. Spot is the pool's price without fee.
	// Both are nil if more than one token is paid or received.
	Rate *units.Fixed `json:"rate"`
	Spot *units.Fixed `json:"spot"`
	// InProportion says that all tokens are paid or received in the pool's proportions. The pool
	// charges nothing for this; the loss is rounding.
	InProportion bool `json:"in_proportion"`
	// FromInternal and ToInternal say that internal balances in the Vault pay first, or receive.
	FromInternal bool `json:"from_internal,omitempty"`
	ToInternal   bool `json:"to_internal,omitempty"`
	// OutsideCost is the share of the payment's value that is lost at outside prices, rounded up.
	// It is zero for a gain, and nil without prices.
	OutsideCost *units.Fixed `json:"outside_cost,omitempty"`
	// OutsideGain is the share of the payment's value that is gained at outside prices, rounded
	// down. It is nil without a gain.
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

// Of returns what an operation pays and receives in a state. It is nil if it is not a trade, or if
// the pool would refuse it.
func Of(now *ops.Snapshot, operation ops.Operation) *Trade {
	switch op := operation.(type) {
	case trade.Swap:
		return ofSwap(now, op).by(now, op.Trader)
	case trade.Join:
		return ofJoin(now, op).by(now, op.Trader)
	case trade.Exit:
		return ofExit(now, op).by(now, op.Trader)
	}
	return nil
}

// by sets the fields that depend on the trader: costs at outside prices, the native token's symbol,
// and internal balances. t may be nil.
func (t *Trade) by(now *ops.Snapshot, who trade.Trader) *Trade {
	if t == nil {
		return nil
	}
	costOutside(now, who.Prices, t)
	t.FromInternal, t.ToInternal = who.FromInternal, who.ToInternal
	for _, list := range [][]Sum{t.Pays, t.Gets} {
		for i := range list {
			if who.Native != (trade.Native{}) && list[i].Token == who.Native.Token {
				list[i].Symbol = who.Native.Symbol
			}
		}
	}
	return t
}

func ofSwap(now *ops.Snapshot, op trade.Swap) *Trade {
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

// impact is the share of the input's value after the fee that is lost.
func impact(now *ops.Snapshot, pays, gets Sum) *units.Fixed {
	in, out := Worth(now, pays.Token, pays.Amount.Raw), Worth(now, gets.Token, gets.Amount.Raw)
	one := units.FixedOne()
	left := new(uint256.Int).Sub(one.Int(), now.Fees.SwapFee.Int())
	if in == nil || left.IsZero() {
		return nil
	}
	return Lost(in.Mul(in, new(big.Rat).SetFrac(left.ToBig(), one.Int().ToBig())), out)
}

func ofJoin(now *ops.Snapshot, op trade.Join) *Trade {
	bpt, amounts, err := op.Outcome(now)
	if err != nil {
		return nil
	}
	gets := sum(now, now.Pool.Address, units.Amount{Raw: bpt, Decimals: 18})
	if op.Kind == trade.JoinExactTokens {
		least := op.Bpt
		gets.Limit = &least
	}
	t := newTrade(now, sums(now, amounts, op.Amounts, op.Kind != trade.JoinExactTokens), []Sum{gets})
	t.InProportion = op.Kind == trade.JoinAllTokens
	return t
}

func ofExit(now *ops.Snapshot, op trade.Exit) *Trade {
	bpt, amounts, err := op.Outcome(now)
	if err != nil {
		return nil
	}
	pays := sum(now, now.Pool.Address, units.Amount{Raw: bpt, Decimals: 18})
	if op.Kind == trade.ExitExactTokens {
		most := op.Bpt
		pays.Limit = &most
	}
	t := newTrade(now, []Sum{pays}, sums(now, amounts, op.Amounts, op.Kind != trade.ExitExactTokens))
	t.InProportion = op.Kind == trade.ExitAllTokens || op.Kind == trade.ExitRecovery
	return t
}

func sum(now *ops.Snapshot, token common.Address, amount units.Amount) Sum {
	return Sum{Token: token, Symbol: SymbolOf(now, token), Amount: amount}
}

// sums are the amounts that are not zero, in the Vault's order.
func sums(now *ops.Snapshot, amounts []uint256.Int, limits []trade.TokenAmount, limited bool) []Sum {
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

// Unlimited removes the limits, for quotes.
func (t *Trade) Unlimited() {
	for _, list := range [][]Sum{t.Pays, t.Gets} {
		for i := range list {
			list[i].Limit = nil
		}
	}
}
