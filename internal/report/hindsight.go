package report

import (
	"mpool/internal/text"
)

// historyText compares the run with what really happened.
func (v *Backtest) historyText(p *text.Page) {
	h := v.History
	if h == nil {
		return
	}
	name := text.Clean(v.Numeraire, text.NameWidth)
	p.Fact("really", "value %s %s, so the model is off by %s; farthest %s at %s", money(h.Value), name, signed(h.Difference), signed(h.Farthest), moment(h.FarthestAt))
	p.Fact("", "%s of %s, which took %s; in the model arbitrage made %s of %s, which took %s", text.GroupedPlural(uint64(h.Swaps), "swap"), money(h.Volume), money(h.Taken),
		text.GroupedPlural(uint64(v.Arbitrage.Hops), "swap"), money(v.Arbitrage.Volume), money(v.Arbitrage.Gross))
	p.Fact("", "%s and %s, in the model too", text.GroupedPlural(uint64(h.Operations), "operation"), text.GroupedPlural(uint64(h.Liquidity), "join or exit"))
	for _, t := range h.Tokens {
		p.Fact("", "%s: %s, in the model %s (%s)", text.SymbolIn(t.Symbol, text.NameWidth), plain(t.Real), plain(t.Model), signed(t.Difference))
	}
	if !h.Exact {
		p.Fact("", "the events do not lead to the balances that the pool has at the end")
	}
}
