package main

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/shopspring/decimal"

	"mpool/internal/ops"
)

// The text of a status fits 100 columns: names are cut, numbers are short, and
// what has two addresses is a table of its own.
const (
	nameWidth   = 40
	symbolWidth = 10
)

func (v *statusView) text(p *page) {
	p.line("%s", p.bold(v.title()))
	if v.Projection != nil {
		p.line("%s", p.yellow(fmt.Sprintf("PROJECTED to %s UTC: as it will be if %s", shortTime(v.Projection.At), v.Projection.Assumes)))
	}
	v.facts(p)
	p.heading("tokens")
	p.table(v.addresses())
	p.heading("weights and balances")
	p.table(v.balances())
	v.breakers(p)
}

func (v *statusView) title() string {
	name := fmt.Sprintf("%s (%s)", clean(v.Pool.Name, nameWidth), clean(v.Pool.Symbol, symbolWidth))
	if v.Pool.Unproven != "" {
		return fmt.Sprintf("NOT PROVEN to be a pool of Balancer's on %s: %s; it calls itself %s", v.Chain.Name, v.Pool.Unproven, name)
	}
	return fmt.Sprintf("%s, a Managed Pool of generation %d on %s", name, v.Pool.Generation, v.Chain.Name)
}

// facts are the lines of the pool as a whole.
func (v *statusView) facts(p *page) {
	p.fact("pool", "%s", v.Pool.Address)
	p.fact("id", "%s", v.Pool.ID)
	p.fact("owner", "%s, %s", v.Pool.Owner, ownerText(v.Pool.OwnerKind))
	for _, safe := range v.Safes {
		p.fact("Safe", "%s, the %s: %s", safe.Address, safe.Is, safe.summary())
		safe.lines(p)
	}
	p.fact("block", "%d at %s UTC", v.Block.Number, shortTime(v.Block.Time))
	p.fact("switches", "%s", v.Switches.text(p))
	p.fact("swap fee", "%s", v.swapFeeText())
	p.fact("weights", "%s", v.Weights.text("not changing"))
	p.fact("AUM fee", "%s", v.AumFee.text())
	p.fact("supply", "%s BPT, the fee due included", shortAmount(v.Supply.Actual))
}

// fact is one line with a name before it.
func (p *page) fact(name, format string, args ...any) {
	p.line("%s%s", p.faint(fmt.Sprintf("%-10s", name)), fmt.Sprintf(format, args...))
}

func ownerText(kind ops.OwnerKind) string {
	switch kind {
	case ops.OwnerSafe:
		return "a Safe"
	case ops.OwnerContract:
		return "a contract"
	case ops.OwnerDelegate:
		return "the delegate: Balancer's governance"
	case ops.OwnerAccount:
		return "an account"
	}
	return string(kind)
}

func (s switchesView) text(p *page) string {
	words := []string{"swaps " + onOff(p, s.Swaps)}
	if s.JoinsExits != nil {
		words = append(words, "joins and exits "+onOff(p, *s.JoinsExits))
	}
	if s.Allowlist {
		words = append(words, "allowlist on")
	} else {
		words = append(words, "allowlist off")
	}
	words = append(words,
		alarm(p, s.Paused, "PAUSED", "not paused"),
		alarm(p, s.RecoveryMode, "RECOVERY MODE", "not in recovery mode"))
	return strings.Join(words, ", ")
}

// onOff is of what usually is on.
func onOff(p *page, on bool) string {
	if on {
		return p.green("on")
	}
	return p.yellow("off")
}

// alarm is of what usually is not so.
func alarm(p *page, on bool, yes, no string) string {
	if on {
		return p.red(yes)
	}
	return no
}

func (v *statusView) swapFeeText() string {
	f := v.SwapFee
	if f.Change.State == "none" || f.Start == f.End {
		return shortPercent(f.Now)
	}
	return fmt.Sprintf("%s now; %s to %s: %s",
		shortPercent(f.Now), shortPercent(f.Start), shortPercent(f.End), f.Change.text(""))
}

// text says how far a change has come; none is the word for there being none.
func (r rampView) text(none string) string {
	switch r.State {
	case "pending":
		if r.Start == r.End {
			return fmt.Sprintf("jump in %s (at %s UTC)", shortWait(r.Left), shortTime(r.End))
		}
		return fmt.Sprintf("begins in %s (%s to %s UTC)", shortWait(r.Left), shortTime(r.Start), shortTime(r.End))
	case "running":
		return fmt.Sprintf("%s done, %s left (%s to %s UTC)", shortPercent(r.Progress), shortWait(r.Left), shortTime(r.Start), shortTime(r.End))
	case "done":
		return fmt.Sprintf("done since %s UTC", shortTime(r.End))
	}
	return none
}

func (m managementView) text() string {
	if m.Yearly.Int().IsZero() {
		return "none"
	}
	if m.LastCollection == 0 {
		return fmt.Sprintf("%s a year, from the first join on", shortPercent(m.Yearly))
	}
	return fmt.Sprintf("%s a year; %s BPT due since %s UTC:\n%-10s%s to the owner, %s (%s) to the protocol",
		shortPercent(m.Yearly), shortAmount(m.Due), shortTime(m.LastCollection), "",
		shortAmount(m.Owner), shortAmount(m.Protocol), shortPercent(m.ProtocolShare))
}

func (v *statusView) addresses() ([]string, [][]string) {
	var rows [][]string
	for _, t := range v.Tokens {
		manager := "none"
		if t.AssetManager != (common.Address{}) {
			manager = t.AssetManager.Hex()
		}
		rows = append(rows, []string{clean(t.Symbol, symbolWidth), t.Address.Hex(), manager})
	}
	return []string{"symbol", "address", "asset manager"}, rows
}

func (v *statusView) balances() ([]string, [][]string) {
	var rows [][]string
	for _, t := range v.Tokens {
		rows = append(rows, []string{
			clean(t.Symbol, symbolWidth),
			shortPercent(t.Weight.Now), shortPercent(t.Weight.Start), shortPercent(t.Weight.End),
			shortAmount(t.Balance), shortAmount(t.Cash), shortAmount(t.Managed),
			fmt.Sprint(t.Decimals),
		})
	}
	return []string{"symbol", ">weight", ">start", ">end", ">balance", ">cash", ">managed", ">decimals"}, rows
}

func (v *statusView) breakers(p *page) {
	var rows [][]string
	for _, t := range v.Tokens {
		rows = append(rows, t.prices(p))
	}
	p.heading("price of a token in BPT, and circuit breakers")
	p.table([]string{"symbol", ">price", ">lower bound", ">away", ">upper bound", ">away"}, rows)
}

func (t tokenView) prices(p *page) []string {
	row := []string{clean(t.Symbol, symbolWidth), "none", "none", "-", "none", "-"}
	if t.BptPrice != nil {
		row[1] = t.price(*t.BptPrice)
	}
	if t.Breaker == nil {
		return row
	}
	for i, bound := range []*boundView{t.Breaker.Lower, t.Breaker.Upper} {
		if bound != nil {
			row[2+2*i], row[3+2*i] = t.price(bound.BptPrice), bound.away(p)
		}
	}
	return row
}

// price is of a whole token: an unscaled price counts the smallest units as if
// every token had 18 decimals.
func (t tokenView) price(unscaled ops.Fixed) string {
	whole := decimal.NewFromBigInt(unscaled.Int().ToBig(), -18-(18-int32(t.Decimals)))
	return shortNumber(whole.String())
}

func (b boundView) away(p *page) string {
	switch {
	case b.Tripped:
		return p.red("TRIPPED")
	case b.Distance == nil:
		return "-"
	}
	percent := b.Distance.Shift(2).StringFixed(2) + "%"
	if b.Distance.IsPositive() {
		return "+" + percent
	}
	return percent
}
