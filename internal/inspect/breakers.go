package inspect

import (
	"math"

	"github.com/ethereum/go-ethereum/common"
	"github.com/shopspring/decimal"

	"mpool/internal/named"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

// breakersView shows the circuit breakers of a pool, as text and as JSON.
type breakersView struct {
	Pool   planview.Pool  `json:"pool"`
	Block  ops.Block      `json:"block"`
	Tokens []breakerToken `json:"tokens"`
}

type breakerToken struct {
	Address  common.Address `json:"address"`
	Symbol   named.Symbol   `json:"symbol"`
	Weight   units.Fixed    `json:"weight"`
	BptPrice *units.Fixed   `json:"bpt_price"` // now, unscaled; null if the token has no balance
	Breaker  *breakerView   `json:"breaker"`   // null if none was ever set

	shown tokenView
}

func NewBreakersView(s *ops.Snapshot) *breakersView {
	v := &breakersView{
		Pool:  planview.Pool{Address: s.Pool.Address, Name: s.Pool.Name, Symbol: s.Pool.Symbol, ChainID: s.ChainID},
		Block: s.Block, Tokens: []breakerToken{},
	}
	for _, token := range s.Tokens {
		t := newTokenView(token, s.Supply.Actual)
		v.Tokens = append(v.Tokens, breakerToken{t.Address, t.Symbol, t.Weight.Now, t.BptPrice, t.Breaker, t})
	}
	return v
}

func (v *breakersView) Text(p *text.Page) {
	p.Line("circuit breakers of %s (%s)", v.Pool.Name, v.Pool.Address)
	p.Line("on %s at block %d, %s", network.ID(v.Pool.ChainID), v.Block.Number, text.Time(v.Block.Time))
	p.Line("")
	var rows [][]string
	for _, token := range v.Tokens {
		rows = append(rows, token.row(p))
	}
	p.Table([]string{"token", ">price in BPT", ">lower", ">in force", ">market", ">upper", ">in force", ">market"}, rows)
	p.Line("")
	p.Line("lower and upper are %s, against the rest", ops.BoundsAre)
	p.Line("of the pool; in force is the BPT price there, which moves by the power 1 - weight of")
	p.Line("the market price; market is how far the market price is from it now. Beyond it, swaps,")
	p.Line("joins and exits revert (BAL#356), except proportional exits")
}

func (t breakerToken) row(p *text.Page) []string {
	prices := t.shown.prices(p)
	lower, upper := "none", "none"
	if t.Breaker != nil && t.Breaker.Lower != nil {
		lower = text.Percent(t.Breaker.Lower.Bound)
	}
	if t.Breaker != nil && t.Breaker.Upper != nil {
		upper = text.Percent(t.Breaker.Upper.Bound)
	}
	return []string{prices[0], prices[1], lower, prices[2], prices[3], upper, prices[4], prices[5]}
}

// marketDistance converts a ratio of BPT prices to the move of the market price, where arbitrage keeps
// the pool at the market: ratio^(1 / (1 - weight)) - 1.
func marketDistance(ratio decimal.Decimal, weight units.Fixed) *decimal.Decimal {
	share := decimal.NewFromBigInt(weight.Int().ToBig(), -18).InexactFloat64()
	moved := math.Pow(ratio.InexactFloat64(), 1/(1-share))
	if share >= 1 || math.IsNaN(moved) || math.IsInf(moved, 0) {
		return nil
	}
	distance := decimal.NewFromFloat(moved - 1).Round(9)
	return &distance
}
