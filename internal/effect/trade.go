package effect

import (
	"fmt"
	"strings"

	"mpool/internal/liquidity"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/text"
	"mpool/internal/units"
)

// TradeOf returns nil for a plan that makes no trade, or has made it already.
func TradeOf(before *ops.Snapshot, plan *ops.Plan) *liquidity.Trade {
	if len(plan.Calls) == 0 || plan.Refused() {
		return nil
	}
	now, err := before.At(plan.At)
	if err != nil || Made(now, safe.InnerOperation(plan)) {
		return nil
	}
	return liquidity.Of(now, safe.InnerOperation(plan))
}

// Made says whether the trade is Made and only allowances remain to be revoked.
func Made(now *ops.Snapshot, op ops.Operation) bool {
	done, is := op.(interface{ Done(*ops.Snapshot) bool })
	return is && done.Done(now)
}

// TradeText prints a trade: what it pays, what it gets, and its cost.
func TradeText(p *text.Page, t *liquidity.Trade) {
	pays, gets := "", ""
	if t.FromInternal {
		pays = ", with the internal balance in the Vault first"
	}
	if t.ToInternal {
		gets = ", as an internal balance in the Vault"
	}
	p.Line("pays %s%s", sumsText(t.Pays, "at most"), pays)
	p.Line("gets %s%s", sumsText(t.Gets, "at least"), gets)
	if t.Rate != nil && t.Spot != nil {
		pays, gets := symbol(t.Pays[0]), symbol(t.Gets[0])
		p.Line("rate: 1 %s = %s %s; the pool's spot price without fee: %s %s", pays, text.Number(t.Rate.String()), gets, text.Number(t.Spot.String()), gets)
	}
	p.Line("%s", costText(t))
	switch {
	case t.OutsideGain != nil && !units.Tiny(*t.OutsideGain):
		p.Line("by the outside prices, this gains %s of the amount paid: the pool's prices differ from them", units.CutPercent(*t.OutsideGain))
	case t.OutsideCost != nil:
		p.Line("by the outside prices, this costs %s of the amount paid", text.Cost(*t.OutsideCost))
	}
}

func costText(t *liquidity.Trade) string {
	fee := text.Percent(t.SwapFee)
	switch {
	case t.Cost == nil && !t.InProportion:
		return fmt.Sprintf("swap fee %s; price impact unknown, because the pool has no price", fee)
	case t.Impact != nil:
		return fmt.Sprintf("swap fee %s, price impact %s; total cost %s of the amount paid", fee, text.Cost(*t.Impact), text.Cost(*t.Cost))
	case t.InProportion:
		return "proportional: no swap fee and no price impact"
	}
	return fmt.Sprintf("swap fee (%s of the non-proportional part) and price impact cost %s of the amount paid, by the pool's spot prices; a proportional trade of all tokens costs neither", fee, text.Cost(*t.Cost))
}

// SumsText lists amounts in one line.
func SumsText(list []liquidity.Sum) string { return sumsText(list, "") }

// mostSums is the largest number of listed tokens.
const mostSums = 10

// limitText formats a limit so that it is still true as printed: a minimum is rounded down, a
// maximum up.
func limitText(limit string, amount units.Amount) string {
	if limit == atLeast {
		return text.Least(amount.String())
	}
	return text.Most(amount.String())
}

// atLeast marks the limit of a received amount.
const atLeast = "at least"

func sumsText(list []liquidity.Sum, limit string) string {
	var parts []string
	for i, s := range list {
		if i == mostSums {
			parts = append(parts, fmt.Sprintf("and %d more", len(list)-i))
			break
		}
		part := text.Amount(s.Amount) + " " + symbol(s)
		if s.Limit != nil {
			part += fmt.Sprintf(" (%s %s)", limit, limitText(limit, *s.Limit))
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}

func symbol(s liquidity.Sum) string { return text.Symbol(s.Symbol) }
