package planview

import (
	"cmp"
	"fmt"
	"slices"

	"mpool/internal/effect"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/policy"
	"mpool/internal/text"
)

func (v *View) Text(p *text.Page) {
	if v.Rehearsed != nil && v.Rehearsed.InPlace() {
		v.Rehearsed.Text(p)
		return
	}
	if v.Asked != nil && len(v.Calls) == 0 && !v.refused() {
		v.Asked.Text(p)
		v.nothingAsked(p)
		return
	}
	head := v.Head()
	p.Line("%s", p.Bold(head.String()))
	if p.Quiet {
		list := slices.Clone(v.unsaid(p.Below))
		if v.Rehearsed != nil {
			list = append(list, v.Rehearsed.Warnings()...)
		}
		Findings(p, slices.DeleteFunc(list, func(f ops.Finding) bool { return f.Severity == ops.Note }))
		return
	}
	if head.Change != "" {
		p.Line("%s", head.Subject)
	}
	v.body(p)
}

// body prints what follows the headline.
func (v *View) body(p *text.Page) {
	p.Line("on %s", v.Where())
	if v.Asked != nil {
		p.Line("")
		v.Asked.Text(p)
	}
	if v.Trade != nil {
		p.Line("")
		effect.TradeText(p, v.Trade)
	}
	if len(v.Preview.Rows) > 0 {
		p.Line("")
		v.Preview.Text(p)
	}
	if v.Drawn != nil {
		v.Drawn.Text(p)
	}
	if v.Freeze != nil {
		v.Freeze.Text(p)
	}
	if v.Arbitrage != nil {
		p.Line("")
		p.Line("%s", v.Arbitrage.Sentence())
	}
	if v.IfMoved != nil {
		v.IfMoved.Text(p)
	}
	if v.Price != nil {
		v.Price.Text(p)
	}
	if v.OfNow != nil {
		v.OfNow.Text(p)
	}
	if v.Feeds != nil {
		p.Line("")
		v.Feeds.Text(p)
	}
	v.guardsText(p)
	v.FindingsText(p)
	for i := range v.Calls {
		v.Calls[i].Text(p, i+1, len(v.Calls))
	}
	v.verdict(p)
}

// GuardsText names the limits of a pool file, which hold until the plan is sent; nil: there
// are none.
func GuardsText(p *text.Page, limits *ops.Guards) {
	if limits != nil {
		p.Line("limits of %s, which no override exceeds: %s", policy.GuardFile(limits), policy.GuardWords(limits))
	}
}

// ClaimedGuardsText names the limits that a batch holds, by its own account.
func ClaimedGuardsText(p *text.Page, limits *ops.Guards) {
	if limits != nil {
		p.Line("the batch says it holds the limits of %s: %s", policy.GuardFile(limits), policy.GuardWords(limits))
	}
}

func (v *View) guardsText(p *text.Page) {
	if v.Guards != nil {
		p.Line("")
		GuardsText(p, v.Guards)
	}
}

// Where names the chain and the block, and the queued transactions that are simulated after it.
func (v *View) Where() string {
	if v.Queue != nil && len(v.Queue.Ahead) > 0 {
		return fmt.Sprintf("%s at block %d, %s", network.ID(v.Pool.ChainID), v.Base.Number-1, queued(v.Queue))
	}
	return fmt.Sprintf("%s at block %d, %s", network.ID(v.Pool.ChainID), v.Base.Number, text.Time(v.Base.Time))
}

// queued names the transactions that come first, by their nonces.
func queued(turn *ops.SafeTurn) string {
	if len(turn.Ahead) == 1 {
		return fmt.Sprintf("after queued transaction %d", turn.Ahead[0].Nonce)
	}
	return fmt.Sprintf("after queued transactions %d to %d", turn.Ahead[0].Nonce, turn.Nonce-1)
}

// nothingAsked prints a plan with nothing to do, after its origin.
func (v *View) nothingAsked(p *text.Page) {
	if why := v.Asked.Nothing(); why != "" {
		p.Line("")
		p.Line("%s", p.Bold(why))
	}
	p.Line("%s on %s", v.subject(), v.Where())
	v.FindingsText(p)
}

func (v *View) FindingsText(p *text.Page) {
	Findings(p, v.unsaid(p.Below))
	for _, override := range v.Overrides {
		p.Line("override of %s: %s", override.Policy, text.Clean(override.Reason, LongestReason))
	}
}

func (v *View) Warnings() []ops.Finding {
	if v.Rehearsed == nil {
		return v.Findings
	}
	return append(slices.Clone(v.Findings), v.Rehearsed.Warnings()...)
}

// unsaid returns the findings without the one that the error below repeats. If that one has a
// detail, which the error omits, it keeps the detail.
func (v *View) unsaid(below string) []ops.Finding {
	first := slices.IndexFunc(v.Findings, func(f ops.Finding) bool { return f.Severity == ops.Refuse && f.Code == below })
	if first < 0 {
		return v.Findings
	}
	list := slices.Clone(v.Findings)
	if list[first].Detail == "" {
		return slices.Delete(list, first, first+1)
	}
	list[first].Summary, list[first].Detail, list[first].Hint = list[first].Detail, "", ""
	return list
}

func Findings(p *text.Page, list []ops.Finding) {
	if len(list) == 0 {
		return
	}
	p.Line("")
	for _, finding := range list {
		p.Finding(finding.Severity, "%s [%s]", text.Clean(finding.Summary, text.MessageWidth), finding.Code)
		if finding.Detail != "" {
			p.Line("  %s", text.Rounded(text.Clean(finding.Detail, text.MessageWidth)))
		}
		if finding.Hint != "" {
			p.Line("  %s", text.Clean(finding.Hint, text.MessageWidth))
		}
	}
}

func (v *View) verdict(p *text.Page) {
	if v.Rehearsed != nil {
		v.Rehearsed.Text(p)
	} else {
		p.Line("")
	}
	if len(v.Calls) == 0 && !v.refused() {
		p.Line("%s", v.nothingToDo())
		if v.ExecutedIn != nil {
			p.Line("the Safe transaction was executed in %s", v.ExecutedIn)
		}
	}
	if v.Proof != nil {
		v.Proof.Text(p)
	}
	if v.Cost != nil {
		v.Cost.Text(p, network.ID(v.Pool.ChainID))
	}
	if v.Next != "" {
		p.Line("")
		p.Line("%s", cmp.Or(v.NextIs, "nothing was sent; to send it:"))
		p.Command(v.Next)
	}
}

func (v *View) refused() bool {
	return slices.ContainsFunc(v.Findings, func(f ops.Finding) bool { return f.Severity == ops.Refuse })
}

func (v *View) nothingToDo() string {
	if v.Asked != nil {
		return v.Asked.Nothing()
	}
	if v.alarm {
		return "record the alarm: the pool is shut already, and unfinished operations then leave it shut; no transaction is needed"
	}
	if v.traded {
		return "nothing to do: the operation was done after it was planned, and its tokens were moved"
	}
	if v.onItsWay {
		return "nothing to do: the pool is already in this state, or moving to it by this change"
	}
	return "nothing to do: the pool is already in this state"
}
