package signing

import (
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/units"
)

// TestWide tests plan files with a tolerance up to and above the signer's.
func TestWide(t *testing.T) {
	amount := func(n uint64) units.Amount { return units.Amount{Raw: *uint256.NewInt(n)} }
	figures := []ops.Figure{{Name: "the fair mint", Planned: amount(90), Now: amount(100), Unit: "BPT"}}
	percent := func(n uint64) units.Fixed { return units.FixedFrom(n * 1e16) }
	for name, c := range map[string]struct {
		plan  *ops.Plan
		fresh []ops.Figure
		want  string
	}{
		"a batch":               {nil, figures, ""},
		"no numbers of now":     {&ops.Plan{Tolerance: percent(60)}, nil, ""},
		"the same":              {&ops.Plan{Tolerance: percent(1), Figures: figures}, figures, ""},
		"nobody has said":       {&ops.Plan{Figures: figures}, figures, ""},
		"farther than they say": {&ops.Plan{Tolerance: percent(60)}, figures, "change by 60% before it is stale, but your tolerance is 1%; the fair mint is 100 BPT now, but was planned with 90"},
	} {
		j := &Request{plan: c.plan}
		j.Proposal = &planner.Proposal{Plan: &ops.Plan{Figures: c.fresh}}
		got := ""
		for _, f := range j.wide(percent(1)) {
			got += f.Summary + "; " + f.Detail
			if f.Severity != ops.Warn || f.Code != "plan.tolerance" {
				t.Errorf("%s: %+v", name, f)
			}
		}
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, and not %q", name, got, c.want)
		}
	}
}
