package liquidity_test

import (
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/liquidity"
	"mpool/internal/ops/trade"
	"mpool/internal/units"
)

// The pool sells WETH at 2,000 and it costs 1,000 elsewhere. A buyer here loses half of the value,
// plus fee and impact. A seller loses nothing.
func TestOutsideCost(t *testing.T) {
	s := pool()
	prices := []trade.TokenWorth{{Token: s.Tokens[0].Address, Worth: units.FixedFrom(1e18)}, {Token: s.Tokens[1].Address, Worth: units.FixedFrom(1e15)}}
	buys := trade.Swap{Trader: trade.Trader{Prices: prices}, In: s.Tokens[1].Address, Out: s.Tokens[0].Address, Amount: units.Amount{Raw: *uint256.NewInt(1_000_000), Decimals: 6}}
	if cost := liquidity.Of(s, buys).OutsideCost; cost == nil || cost.Percent()[:4] != "50.1" {
		t.Errorf("buying costs %v", cost)
	}
	sells := trade.Swap{Trader: trade.Trader{Prices: prices}, In: s.Tokens[0].Address, Out: s.Tokens[1].Address, Amount: units.Amount{Raw: *uint256.NewInt(1e15), Decimals: 18}}
	if cost := liquidity.Of(s, sells).OutsideCost; cost == nil || !cost.Int().IsZero() {
		t.Errorf("selling costs %v", cost)
	}
	if gain := liquidity.Of(s, sells).OutsideGain; gain == nil || gain.Percent()[:2] != "99" {
		t.Errorf("selling gains %v", gain)
	}
	if cost, outside := liquidity.Of(s, sells).Loses(); outside || cost != nil && cost.Percent()[:1] != "0" {
		t.Errorf("selling loses %v, %v", cost, outside)
	}
	if gain := liquidity.Of(s, buys).OutsideGain; gain != nil {
		t.Errorf("buying gains %s", gain)
	}
	if cost, outside := liquidity.Of(s, buys).Loses(); !outside || cost.Percent()[:4] != "50.1" {
		t.Errorf("buying loses %v, %v", cost, outside)
	}
	joins := trade.Join{Trader: trade.Trader{Prices: prices}, Kind: trade.JoinAllTokens, Bpt: units.Amount{Raw: *uint256.NewInt(1e18), Decimals: 18}}
	if cost := liquidity.Of(s, joins).OutsideCost; cost == nil || cost.Percent()[:4] != "4.27" {
		t.Errorf("joining in proportion costs %v: arbitrage leaves 57,435 dollars of 60,000", cost)
	}
	joins.Prices = []trade.TokenWorth{{Token: s.Tokens[0].Address, Worth: units.FixedFrom(2e18)}, {Token: s.Tokens[1].Address, Worth: units.FixedFrom(1e15)}}
	if cost := liquidity.Of(s, joins).OutsideCost; cost == nil || cost.Int().GtUint64(1e6) {
		t.Errorf("joining in proportion at the market costs %v", cost)
	}
	if cost := liquidity.Of(s, trade.Join{Kind: trade.JoinAllTokens, Bpt: joins.Bpt}).OutsideCost; cost != nil {
		t.Errorf("without prices it costs %s", cost)
	}
}
