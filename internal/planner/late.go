package planner

import (
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/units"
)

// SignedLate warns of a weight change that is signed for a file: who has the file decides when it is mined.
func (p *Proposal) SignedLate() {
	p.tellLate("signed.late", "anyone with the signed file can send it", "send it soon, and give the file only to those who send it")
}

// tellLate adds a warning to what is shown. The plan's own findings stay, so that a later plan is not stale
// because of it.
func (p *Proposal) tellLate(code, who, hint string) {
	if p.late != nil {
		p.View.Findings = append(p.View.Findings, p.late.Finding(code, who, hint))
	}
}

// LimitUntil is the time until which a pending weight change is within the limits if it is mined; 0 if there
// is no such time, or no need for it.
func (pl *Planner) LimitUntil(shown *ops.Plan, on *Override) units.Time {
	if shown.Before == nil || !hasEnd(shown) {
		return 0
	}
	plan, err := safe.InnerOperation(shown).Plan(shown.Before, shown.At)
	if err != nil {
		return 0
	}
	pl.Guards = shown.Guards
	late, err := pl.Policies(network.ID(shown.Before.ChainID), on).Lateness(shown.Before, plan)
	if err != nil || late == nil {
		return 0
	}
	return late.Until
}
