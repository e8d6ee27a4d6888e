package main

import (
	"fmt"
	"math"
	"slices"

	"mpool/internal/backtest"
	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// backtestView is what a backtest came to.
type backtestView struct {
	*backtest.Result
	// Numeraire is the money that all values are in.
	Numeraire string                   `json:"numeraire"`
	Carried   int                      `json:"carried"` // rows with a price that is older than usual
	Skipped   int                      `json:"skipped"` // rows that are left out, since a price is too old
	Files     map[string]market.Counts `json:"files"`
}

func (v *backtestView) Text(p *text.Page) {
	p.Line("%s", p.Bold(fmt.Sprintf("%s %s, hold %s: %s; reweighting cost %s", money(v.Value), v.Numeraire, money(v.Hold), signed(v.AgainstHold), share(v.ReweightCost/v.ValueStart))))
	p.Fact("span", "%s to %s, %s, %d carried, %d skipped", timeText(ops.Time(v.From)), timeText(ops.Time(v.To)), text.GroupedPlural(uint64(v.Steps), "step"), v.Carried, v.Skipped)
	v.files(p)
	p.Fact("value", "%s at the start, %s at the end", money(v.ValueStart), money(v.Value))
	p.Fact("rebalance", "%s with the weights held at each step, without cost", money(v.Rebalanced))
	p.Fact("LVR", "%s lost to rebalancing at old prices", money(v.LVR))
	a := v.Arbitrage
	p.Fact("arbitrage", "%s gross, %s gas, %s net, in %s", money(a.Gross), money(a.Gas), money(a.Net), text.GroupedPlural(uint64(a.Trades), "trade"))
	v.others(p)
	p.Fact("fees", "%s from arbitrage, %s from users, %s from searchers", money(v.Fees.Arbitrage), money(v.Fees.Retail), money(v.Fees.Sandwich))
	if v.AumFee.Bpt > 0 {
		p.Fact("AUM fee", "%s, paid by those who hold BPT", money(v.AumFee.Value))
	}
	if v.Drawdown > 0 {
		p.Fact("drawdown", "%s, %s to %s", share(v.Drawdown), timeText(ops.Time(v.DrawdownFrom)), timeText(ops.Time(v.DrawdownTo)))
	}
	p.Fact("risk", "volatility %s a year, Sharpe %.2f", share(v.Volatility), v.Sharpe)
	v.owner(p)
	v.limits(p)
	p.Fact("model", "one venue, prices given, no joins or exits")
}

// others are the users and who trades around them.
func (v *backtestView) others(p *text.Page) {
	if r := v.Retail; r.Swaps+r.Refused+r.Declined > 0 {
		p.Fact("users", "%s traded in %s, %s to them; %d refused, %d declined", money(r.Volume), text.GroupedPlural(uint64(r.Swaps), "swap"), money(r.Gain), r.Refused, r.Declined)
	}
	if s := v.Sandwich; s.Count > 0 {
		p.Fact("searchers", "%s gained around %s, %s gas", money(s.Gain), text.GroupedPlural(uint64(s.Count), "swap"), money(s.Gas))
	}
}

func (v *backtestView) owner(p *text.Page) {
	o := v.Owner
	if o.Transactions > 0 {
		p.Fact("owner", "%s, %s gas", text.Plural(o.Transactions, "transaction"), money(o.Gas))
	}
	if o.Decisions > 0 {
		p.Fact("signal", "%s", text.Plural(o.Decisions, "decision"))
	}
	var reasons []string
	for reason, n := range o.Kept {
		reasons = append(reasons, fmt.Sprintf("%s: %d times", reason, n))
	}
	slices.Sort(reasons)
	for _, line := range reasons {
		p.Fact("kept", "%s", line)
	}
}

func (v *backtestView) files(p *text.Page) {
	var names []string
	for name := range v.Files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		c := v.Files[name]
		turned := ""
		if c.Turned {
			turned = ", newest first: turned"
		}
		p.Fact("prices", "%s: %s, %d dropped%s", text.Clean(name, 40), text.GroupedPlural(uint64(c.Rows), "row"), c.Dropped, turned)
	}
}

// limits says what the pool refused.
func (v *backtestView) limits(p *text.Page) {
	a := v.Arbitrage
	var codes []string
	for code, n := range a.Codes {
		codes = append(codes, fmt.Sprintf("%s %d times", code, n))
	}
	slices.Sort(codes)
	for _, line := range codes {
		p.Fact("refused", "%s", line)
	}
	if a.Capped+a.Closed+a.Thin > 0 {
		p.Fact("limits", "%s ended with more to trade, %d had swaps disabled; %s made smaller by the volume", text.Plural(a.Capped, "step"), a.Closed, text.Plural(a.Thin, "swap"))
	}
}

func money(x float64) string { return text.Group(fmt.Sprintf("%.2f", x)) }

func share(x float64) string { return fmt.Sprintf("%.2f%%", 100*x) }

func signed(x float64) string {
	if math.Signbit(x) {
		return share(x)
	}
	return "+" + share(x)
}

func timeText(t ops.Time) string { return text.FullTime(t) + " UTC" }
