package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mpool/internal/backtest"
	"mpool/internal/hindsight"
	"mpool/internal/market"
	"mpool/internal/named"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Backtest is the result of a backtest: its JSON is the result itself, from which text, Markdown and
// HTML are made.
type Backtest struct {
	*backtest.Result
	// Numeraire is the token in which all values are counted.
	Numeraire string                   `json:"numeraire"`
	Tokens    []named.Symbol           `json:"tokens"`  // in the pool's order
	Step      int64                    `json:"step"`    // seconds between two steps
	Carried   int                      `json:"carried"` // number of rows with a price that is at least a step old
	Skipped   int                      `json:"skipped"` // number of rows that were skipped because a price was too old
	Files     map[string]market.Counts `json:"files"`
	History   *hindsight.Compared      `json:"history,omitempty"` // what really happened in the same time
	Breakdown []backtest.Period        `json:"breakdown,omitempty"`
	Failed    []Held                   `json:"failed,omitempty"` // conditions of --fail-if that hold
	Run       Run                      `json:"run"`

	Samples []backtest.Sample `json:"-"`
	Columns int               `json:"-"` // width of charts in the text; 0: no charts
}

// Held is a condition of --fail-if that holds, with the figure.
type Held struct {
	Condition string  `json:"condition"`
	Is        float64 `json:"is"`
}

// Words formats the figure as conditions do: a share has a percent sign.
func (h Held) Words() string {
	if strings.HasSuffix(h.Condition, "%") {
		return share(h.Is)
	}
	return plain(h.Is)
}

// Run holds the inputs of a backtest, so that it can be repeated. It has no time, machine or folder.
type Run struct {
	Version string  `json:"version"`
	Seed    uint64  `json:"seed"`
	Inputs  []Input `json:"inputs"`
}

// Input is a file that was read, without its folder.
type Input struct {
	Name   string `json:"name"`
	Sha256 string `json:"sha256"`
}

// Headline is the result in one line: what LPs have.
func (v *Backtest) Headline() string {
	h := v.Holders
	return fmt.Sprintf("ends at %s %s (%s), hold %s: %s%s; reweighting cost %s", money(h.Value), text.Clean(v.Numeraire, text.NameWidth), signed(h.Return),
		money(v.Hold), signed(h.AgainstHold), v.after(), share(v.ReweightCost/v.ValueStart))
}

// after says what the pool's value is reduced by for the LPs.
func (v *Backtest) after() string {
	var less []string
	if v.AumFee.Bpt > 0 {
		less = append(less, "an AUM fee of "+money(v.AumFee.Value))
	}
	if v.Open.Gross > 0 {
		less = append(less, "open arbitrage of "+money(v.Open.Gross))
	}
	if len(less) == 0 {
		return ""
	}
	return ", after " + strings.Join(less, " and ")
}

// Text shows the result.
func (v *Backtest) Text(p *text.Page) {
	p.Line("%s", p.Bold(v.Headline()))
	for _, fact := range v.facts() {
		p.Fact(fact[0], "%s", fact[1])
	}
	v.historyText(p)
	for _, held := range v.Failed {
		p.Fact("failed", "%s: it is %s", held.Condition, held.Words())
	}
	v.profileText(p)
	v.breakdownText(p)
	if v.Columns > 0 {
		drawn(p, v.charts(), v.Columns)
		p.Line("")
	}
	p.Fact("model", "%s", modelWords)
}

const modelWords = "one venue, given prices, no joins or exits: docs/backtest.md lists the limits of the model"

// profileText shows the slippage of swaps of 1% of each balance.
func (v *Backtest) profileText(p *text.Page) {
	for i, row := range v.Slippage.End.Rows {
		if row.Share == 0.01 && row.Side == "sell" {
			p.Fact("slippage", "selling 1%% of %s (%s) for %s %s", v.token(row.Token), money(row.Value), v.token(row.Against), v.costWords(row, v.Slippage.Worst.Rows[i]))
		}
	}
}

// costWords says what a swap costs at the end, and when it cost most.
func (v *Backtest) costWords(end, worst backtest.Slippage) string {
	now := "costs " + share(end.Cost) + " at the end"
	if end.Refused != "" {
		now = "is refused at the end: " + end.Refused
	}
	most := share(worst.Cost)
	if worst.Against != end.Against {
		most += " for " + v.token(worst.Against)
	}
	switch {
	case worst.Refused != "":
		return now
	case end.Refused == "" && most == share(end.Cost):
		return now + ", and no more before"
	}
	return fmt.Sprintf("%s; at most %s, on %s", now, most, moment(worst.At))
}

// dateColumns is the width of the names of periods, such as 2024-01-01.
const dateColumns = 12

func (v *Backtest) breakdownText(p *text.Page) {
	for _, b := range v.Breakdown {
		p.Named(dateColumns, b.Name, "%s to %s, against hold %s, arbitrage %s, fees %s", money(b.Start), money(b.End), signed(b.End/b.Hold-1), money(b.Gross), money(b.Fees))
	}
	if len(v.Breakdown) > 0 {
		p.Line("%s", holdOfPeriods)
	}
}

// holdOfPeriods explains why the periods do not multiply to the whole run.
const holdOfPeriods = "each period's hold starts from the pool's balances at that period's start, so the periods do not multiply to the whole run"

// token returns a token's symbol as clean text.
func (v *Backtest) token(i int) string { return v.Tokens[i].String() }

// facts returns the figures, each a name and a sentence.
func (v *Backtest) facts() [][]string {
	facts := [][]string{{"span", fmt.Sprintf("%s to %s, %s of %s, %s carried, %s skipped", moment(v.From), moment(v.To), text.GroupedPlural(uint64(v.Steps), "step"), text.Duration(units.Time(v.Step)), grouped(v.Carried), grouped(v.Skipped))}}
	add := func(name, format string, args ...any) {
		facts = append(facts, []string{name, fmt.Sprintf(format, args...)})
	}
	v.files(add)
	kept := ""
	if v.after() != "" {
		kept = fmt.Sprintf("; LPs keep %s", money(v.Holders.Value))
	}
	add("value", "%s at the start, %s at the end%s", money(v.ValueStart), money(v.Value), kept)
	if v.Open.Gross > 0 {
		add("open", "the pool is %s off the market at the last row: arbitrage takes %s as soon as it can trade", share(v.Open.Off), money(v.Open.Gross))
	}
	add("rebalance", "%s with the pool's weights at each step, without cost; %s with a spread", money(v.Rebalanced), money(v.Fund))
	add("LVR", "%s lost to rebalancing at old prices", money(v.LVR))
	a := v.Arbitrage
	add("arbitrage", "%s gross, %s gas, %s net, in %s", money(a.Gross), money(a.Gas), money(a.Net), text.GroupedPlural(uint64(a.Trades), "trade"))
	v.others(add)
	add("fees", "%s from arbitrage, %s from users, %s from searchers", money(v.Fees.Arbitrage), money(v.Fees.Retail), money(v.Fees.Sandwich))
	if v.AumFee.Bpt > 0 {
		add("AUM fee", "%s, paid by LPs", money(v.AumFee.Value))
	}
	if v.Drawdown > 0 {
		add("drawdown", "%s, %s to %s", share(v.Drawdown), moment(v.DrawdownFrom), moment(v.DrawdownTo))
	}
	add("risk", "volatility %s a year, Sharpe %.2f", share(v.Volatility), v.Sharpe)
	v.owner(add)
	v.limits(add)
	return facts
}

type adder func(name, format string, args ...any)

func (v *Backtest) files(add adder) {
	for _, name := range sortedNames(v.Files) {
		c := v.Files[name]
		turned := ""
		if c.Turned {
			turned = ", newest first: reversed"
		}
		repeated := ""
		if c.Dropped > 0 {
			repeated = ", " + text.GroupedPlural(uint64(c.Dropped), "repeated price") + " dropped"
		}
		add("prices", "%s: %s%s%s", text.Clean(name, 40), text.GroupedPlural(uint64(c.Rows), "row"), repeated, turned)
	}
}

func sortedNames[T any](of map[string]T) []string {
	var names []string
	for name := range of {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// others shows the figures of users and of traders around them.
func (v *Backtest) others(add adder) {
	if r := v.Retail; r.Swaps+r.Refused+r.Declined > 0 {
		reduced := ""
		if r.Reduced > 0 {
			reduced = fmt.Sprintf(", %d reduced to 30%% of the balance", r.Reduced)
		}
		add("users", "%s traded in %s, %s to them; %d refused, %d declined%s", money(r.Volume), text.GroupedPlural(uint64(r.Swaps), "swap"), money(r.Gain), r.Refused, r.Declined, reduced)
	}
	if s := v.Sandwich; s.Count > 0 {
		add("searchers", "%s gained around %s, %s gas", money(s.Gain), text.GroupedPlural(uint64(s.Count), "swap"), money(s.Gas))
	}
}

func (v *Backtest) owner(add adder) {
	o := v.Owner
	if o.Transactions > 0 {
		add("owner", "%s, %s %s for gas", text.Plural(o.Transactions, "transaction"), money(o.Gas), text.Clean(v.Numeraire, text.NameWidth))
	}
	if o.Decisions > 0 {
		add("signal", "%s", text.Plural(o.Decisions, "decision"))
	}
	for _, reason := range sortedNames(o.Kept) {
		add("kept", "%s: %s", reason, text.Plural(o.Kept[reason], "time"))
	}
}

// limits says what the pool refused, and how near it came to its circuit breakers.
func (v *Backtest) limits(add adder) {
	a := v.Arbitrage
	for _, code := range sortedNames(a.Codes) {
		add("refused", "%s %s", code, text.Plural(a.Codes[code], "time"))
	}
	if a.Capped+a.Closed+a.Thin > 0 {
		add("limits", "%s ended with arbitrage left, %d had swaps disabled; %s reduced by --max-volume-share", text.Plural(a.Capped, "step"), a.Closed, text.Plural(a.Thin, "swap"))
	}
	for _, t := range v.Trips[:min(len(v.Trips), mostTrips)] {
		add("trip", "%s bound of %s, %s to %s, %s refused", t.Side, v.token(t.Token), moment(t.From), moment(t.To), text.Plural(t.Refused, "swap"))
	}
	if more := len(v.Trips) - mostTrips; more > 0 {
		add("trip", "%d more", more)
	}
	for _, d := range v.Nearest {
		add("bound", "%s of %s: %s away at the nearest, %s", d.Side, v.token(d.Token), share(d.Share), moment(d.At))
	}
}

// mostTrips is the largest number of trips that the text lists.
const mostTrips = 5

func money(x float64) string { return text.Group(fmt.Sprintf("%.2f", x)) }

func grouped(n int) string { return text.Group(strconv.Itoa(n)) }

func share(x float64) string { return text.Result(x) }

func plain(x float64) string { return text.Number(strconv.FormatFloat(x, 'f', -1, 64)) }

func signed(x float64) string { return text.Change(x) }

func moment(at int64) string { return text.Time(units.Time(at)) }
