package arbcost

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/policy"
	"mpool/internal/text"
	"mpool/internal/units"
)

// The cost of a weight change with gas, as text and as JSON.

// gasView is the part of the cost that gas causes for any duration. Amounts are in one token of the
// pool, rounded up.
type gasView struct {
	Share    units.Fixed    `json:"cost"`
	Amount   units.Amount   `json:"amount"`
	Token    common.Address `json:"token"`
	Symbol   named.Symbol   `json:"symbol"`
	GasPrice units.Wei      `json:"gas_price"`
	Gas      uint64         `json:"gas_per_trade"`
	Trade    units.Amount   `json:"gas_fee_per_trade"`
	Value    units.Amount   `json:"pool_value"`
	// AtMost says that no trade pays for its gas, so that the real cost is below the share.
	AtMost bool `json:"at_most"`
}

// withGas computes the cost with gas, at the pool's prices at the time of mining.
func (v *Cost) withGas(before *ops.Snapshot, plan *ops.Plan, trade ops.TradeCost) error {
	now, err := before.At(plan.At)
	if err != nil {
		return err
	}
	floor, why, err := trade.Floor(now, *plan.Moves)
	if v.NoGas = why; floor != nil {
		v.Gas = &gasView{floor.Share, floor.Amount, floor.Token, floor.Symbol, floor.GasPrice, floor.Units, floor.Trade, floor.Value, floor.NoTrade}
	}
	return err
}

// about says whether the share is a figure or a bound.
func (g *gasView) about() string {
	if g.AtMost {
		return "at most"
	}
	return "about"
}

// worth is a share of the pool's value in the token of the other amounts, rounded up.
func (g *gasView) worth(share units.Fixed) string {
	amount := new(big.Int).Mul(g.Value.Raw.ToBig(), share.Int().ToBig())
	raw, over := uint256.FromBig(amount.Div(amount.Add(amount, new(big.Int).Sub(unit(), big.NewInt(1))), unit()))
	if over {
		return "more than can be told"
	}
	return text.Most(units.Amount{Raw: *raw, Decimals: g.Value.Decimals}.String()) + " " + text.Symbol(g.Symbol)
}

// unit is 1e18, the fixed-point one.
func unit() *big.Int { one := units.FixedOne(); return one.Int().ToBig() }

// mostPrice is the highest gas price, in wei, at which gas alone costs no more than most. share is
// the cost at the current price; the cost grows with the square root of the gas price. It is nil if
// one trade at once costs no more than share.
func (g *gasView) mostPrice(most, share, once units.Fixed) *units.Wei {
	if share.Int().Cmp(once.Int()) >= 0 {
		return nil
	}
	square := func(f units.Fixed) *big.Int { n := f.Int().ToBig(); return n.Mul(n, n) }
	n := g.GasPrice.Int().ToBig()
	n.Mul(n, square(most)).Div(n, square(share))
	price := units.Wei(*uint256.MustFromBig(n)) // below the current price
	return &price
}

// gasSentence explains the effect of gas. A jump needs no explanation, because it is one trade.
func (v *Cost) gasSentence() []string {
	switch {
	case v.Steps == 1:
		return nil
	case v.Gas == nil:
		return []string{"gas: its effect is unknown (" + v.NoGas + "); gas sets a minimum cost that no duration reduces"}
	}
	g := v.Gas
	symbol := text.Symbol(g.Symbol)
	return append(v.durationWords(), fmt.Sprintf("gas: at a gas price of %s gwei an arbitrage trade costs %s %s; TVL is %s %s",
		text.Number(g.GasPrice.Gwei()), text.Most(g.Trade.String()), symbol, text.Amount(g.Value), symbol))
}

// durationWords say whether a longer duration reduces the cost at constant prices. Each trade waits
// until it pays for its gas, or else for the next block.
func (v *Cost) durationWords() []string {
	_, share := v.counts()
	if units.Tiny(share) {
		return nil
	}
	lasts := v.Gas.Share
	if left := policy.WithoutWaiting(v.Replayed(), &v.Cost); left != nil && left.Int().Gt(lasts.Int()) {
		lasts = *left
	}
	switch whole, stays := inUnits(share), inUnits(lasts); {
	case stays >= 0.9*whole:
		return []string{"gas sets this cost: arbitrage waits until a trade pays for its gas, so at constant prices a longer duration does not reduce the cost"}
	case stays >= 0.1*whole:
		return []string{"at constant prices a longer duration reduces the cost, to " + text.Cost(lasts) + " at the least: arbitrage waits until a trade pays for its gas"}
	}
	return []string{"a longer duration reduces the cost"}
}

// besides lists the figures other than the relevant one.
func (v *Cost) besides() []string {
	_, share := v.counts()
	if v.Played == nil {
		return []string{"these figures assume constant prices and no swap fee"}
	}
	list := v.Played.others()
	if replay := v.Replayed(); replay == nil || share != *replay {
		list = append([]string{v.Played.sentence()}, list...)
	}
	return list
}

// wouldDo says what helps if no duration does.
func (v capView) wouldDo() string {
	if v.GasPrice == nil || v.GasPrice.Int().IsZero() {
		return "a smaller weight change would"
	}
	return fmt.Sprintf("a gas price below %s gwei would, or a smaller weight change", text.Number(v.GasPrice.Gwei()))
}
