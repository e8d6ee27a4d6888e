package planner

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/text"
)

// What gas makes of the cost of a weight change, as text and as JSON.

// gasView is what gas makes of the cost, whatever the duration. Amounts are in one
// token of the pool, rounded up.
type gasView struct {
	Share    ops.Fixed      `json:"cost"`
	Amount   ops.Amount     `json:"amount"`
	Token    common.Address `json:"token"`
	Symbol   string         `json:"symbol"`
	GasPrice ops.Wei        `json:"gas_price"`
	Gas      uint64         `json:"gas_per_trade"`
	Trade    ops.Amount     `json:"gas_fee_per_trade"`
	Value    ops.Amount     `json:"pool_value"`
	// AtMost says that no trade pays for its gas: less than the share is given away.
	AtMost bool `json:"at_most"`
}

// withGas works out the other figure, by the pool's prices at the time of mining.
func (v *Arbitrage) withGas(before *ops.Snapshot, plan *ops.Plan, trade ops.TradeCost) error {
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

// mostPrice is the highest gas price at which gas alone costs no more: it goes with
// the root of the price. It is nil where the cost is that of one trade.
func (g *gasView) mostPrice(most, once ops.Fixed) *ops.Wei {
	if g.Share.Int().Cmp(once.Int()) >= 0 {
		return nil
	}
	square := func(f ops.Fixed) *big.Int { n := f.Int().ToBig(); return n.Mul(n, n) }
	n := g.GasPrice.Int().ToBig()
	n.Mul(n, square(most)).Div(n, square(g.Share))
	price := ops.Wei(*uint256.MustFromBig(n)) // less than the price that there is
	return &price
}

// gasSentence is the other figure. A jump is one trade, for which gas is paid once.
func (v *Arbitrage) gasSentence() []string {
	switch {
	case v.Steps == 1:
		return nil
	case v.Gas == nil:
		return []string{"gas: its effect is unknown (" + v.NoGas + "); gas sets a minimum cost that no duration reduces"}
	}
	g := v.Gas
	symbol := text.Clean(g.Symbol, text.SymbolWidth)
	return []string{fmt.Sprintf("gas: at a max fee of %s gwei an arbitrage trade costs %s %s; TVL is %s %s, and the arbitrage cost with gas is %s %s",
		text.Number(g.GasPrice.Gwei()), text.Most(g.Trade.String()), symbol, text.Amount(g.Value), symbol, text.Most(g.Amount.String()), symbol)}
}

// wouldDo is what helps where no duration does.
func (v capView) wouldDo() string {
	if v.GasPrice == nil || v.GasPrice.Int().IsZero() {
		return "a smaller weight change does"
	}
	return fmt.Sprintf("a gas price below %s gwei does, or a smaller weight change", text.Number(v.GasPrice.Gwei()))
}
