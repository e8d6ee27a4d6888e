package inspect

import (
	"fmt"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Text shows the pool, and one table with the main values of each token.
func (v *StatusView) Text(p *text.Page) {
	v.head(p)
	p.Heading("tokens")
	p.Table(v.table(p))
	v.legend(p)
	v.prices(p)
}

// legend explains a tripped circuit breaker, if there is one.
func (v *StatusView) legend(p *text.Page) {
	if len(v.trippedTokens("")) > 0 {
		p.Line("TRIPPED: the BPT price is beyond this bound: what pushes it further reverts (BAL#356)")
	}
}

// prices shows the prices of feeds, if any are configured.
func (v *StatusView) prices(p *text.Page) {
	if v.Feeds != nil {
		p.Heading("prices")
		v.Feeds.Text(p)
	}
}

// head shows everything except the tokens.
func (v *StatusView) head(p *text.Page) {
	p.Line("%s", p.Bold(v.title()))
	if v.Projection != nil {
		p.Line("%s", p.Yellow(fmt.Sprintf("PROJECTED to %s, assuming that %s", text.Time(v.Projection.At), v.Projection.Assumes)))
	}
	if v.OpenNow {
		p.Line("%s", p.Red(text.Clean(v.open, openWidth)))
	}
	v.facts(p)
}

// openWidth is the width of the line about an open pool in columns, so that a long symbol does not widen the page.
const openWidth = 100

func (v *StatusView) title() string {
	name := fmt.Sprintf("%s (%s)", v.Pool.Name, text.Symbol(v.Pool.Symbol))
	if v.Pool.Unproven != "" {
		return fmt.Sprintf("NOT PROVEN to be a Balancer pool on %s: %s; it calls itself %s", v.Chain.Name, v.Pool.Unproven, name)
	}
	return fmt.Sprintf("%s, a Managed Pool v%d on %s", name, v.Pool.Generation, v.Chain.Name)
}

// facts shows the lines about the pool as a whole.
func (v *StatusView) facts(p *text.Page) {
	p.Fact("pool", "%s", v.Pool.Address)
	p.Fact("id", "%s", v.Pool.ID)
	p.Fact("owner", "%s, %s", v.Pool.Owner, ownerText(v.Pool.OwnerKind))
	for _, safe := range v.Safes {
		p.Fact("Safe", "%s, the %s: %s", safe.Address, safe.Is, safe.Summary())
		safe.Lines(p)
	}
	p.Fact("block", "%d at %s", v.Block.Number, text.Time(v.Block.Time))
	p.Fact("switches", "%s", v.Switches.Text(p))
	p.Fact("swap fee", "%s", v.swapFeeText())
	p.Fact("weights", "%s", v.Weights.Text("not changing"))
	p.Fact("AUM fee", "%s", v.AumFee.Text())
	due := ", with the AUM fee due"
	if v.AumFee.Yearly == (units.Fixed{}) && v.AumFee.Due.Raw.IsZero() {
		due = ""
	}
	p.Fact("supply", "%s BPT%s", text.Amount(v.Supply.Actual), due)
	v.managers(p)
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
		return "an account (EOA)"
	}
	return string(kind)
}

func (s switchesView) Text(p *text.Page) string {
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

// onOff formats a switch that is normally on.
func onOff(p *text.Page, on bool) string {
	if on {
		return p.Green("on")
	}
	return p.Yellow("off")
}

// alarm formats a state that is normally off.
func alarm(p *text.Page, on bool, yes, no string) string {
	if on {
		return p.Red(yes)
	}
	return no
}

func (v *StatusView) swapFeeText() string {
	f := v.SwapFee
	switch {
	case f.Change.State == "none" || f.Start == f.End:
		return text.Percent(f.Now)
	case f.Change.State == "done":
		return text.Percent(f.Now) + ", " + f.Change.Text("")
	}
	return fmt.Sprintf("%s now; %s to %s: %s",
		text.Percent(f.Now), text.Percent(f.Start), text.Percent(f.End), f.Change.Text(""))
}

// Text shows the progress of a change; none is the text for no change.
func (r rampView) Text(none string) string {
	switch r.State {
	case "pending":
		if r.Start == r.End {
			return fmt.Sprintf("jumps in %s (at %s)", text.Duration(r.Left), text.Time(r.End))
		}
		return fmt.Sprintf("starts in %s (%s)", text.Duration(r.Left), text.Between(r.Start, r.End))
	case "running":
		return fmt.Sprintf("%s done, %s left (%s)", text.Percent(r.Progress), text.Duration(r.Left), text.Between(r.Start, r.End))
	case "done":
		return fmt.Sprintf("not changing since %s", text.Time(r.End))
	}
	return none
}

func (m managementView) Text() string {
	if m.Yearly.Int().IsZero() {
		return "none"
	}
	if m.LastCollection == 0 {
		return fmt.Sprintf("%s a year, from the first join", text.Percent(m.Yearly))
	}
	return fmt.Sprintf("%s a year; %s BPT due since %s:\n%s to the owner, %s (%s) to the protocol",
		text.Percent(m.Yearly), text.Amount(m.Due), text.Time(m.LastCollection),
		text.Amount(m.Owner), text.Amount(m.Protocol), text.Percent(m.ProtocolShare))
}
