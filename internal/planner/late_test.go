package planner

import (
	"strings"
	"testing"

	"mpool/internal/config"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/policy"
)

// TestTellLate: a signed file and a private relay decide when a weight change is mined. The warning is shown,
// and is not one of the plan's own findings.
func TestTellLate(t *testing.T) {
	for _, c := range []struct {
		name string
		late *policy.Lateness
		tell func(*Planner, *Proposal)
		want string
	}{
		{"signed", &policy.Lateness{}, func(_ *Planner, p *Proposal) { p.SignedLate() }, "signed.late"},
		{"signed, within the limits", nil, func(_ *Planner, p *Proposal) { p.SignedLate() }, ""},
		{"to a relay", &policy.Lateness{}, func(pl *Planner, p *Proposal) { pl.Settings.PublishURL = "http://relay"; tellPrivate(pl, p) }, "publish.private publish.late"},
		{"to the public", &policy.Lateness{}, func(pl *Planner, p *Proposal) { tellPrivate(pl, p) }, ""},
	} {
		p := &Proposal{Plan: &ops.Plan{}, View: &planview.View{}, late: c.late}
		c.tell(&Planner{Settings: &config.Settings{}}, p)
		var codes []string
		for _, f := range p.View.Findings {
			codes = append(codes, f.Code)
		}
		if got := strings.Join(codes, " "); got != c.want || len(p.Plan.Findings) > 0 {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
