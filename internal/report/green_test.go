package report

import (
	"errors"
	"strings"
	"testing"

	"mpool/internal/fork"
	"mpool/internal/ops"
	"mpool/internal/planview"
)

// oneStep is a dry run of one operation with the predicted result.
func oneStep(change func(v *View, step *fork.Step)) *View {
	step := fork.Step{
		Operation: "fee-set", Verdict: fork.OK, Before: &ops.Snapshot{}, After: &ops.Snapshot{}, Calls: []fork.CallResult{{Method: "setIt()"}},
		Plan: &ops.Plan{Operation: ops.SetSwapFee{}, Predicted: &ops.Snapshot{}, Calls: []ops.Call{{Method: "setIt()"}}},
	}
	v := &View{Result: &fork.Result{Verdict: fork.OK, Steps: []fork.Step{step}}}
	change(v, &v.Steps[0])
	return v
}

// Only a report that matches the prediction and has nothing to look at is green, in every form.
func TestGreen(t *testing.T) {
	works, fails := fork.Outcome{Works: true}, fork.Outcome{Why: "no"}
	finds := func(severity ops.Severity) func(*View, *fork.Step) {
		return func(_ *View, s *fork.Step) {
			s.Plan.Findings = []ops.Finding{{Severity: severity, Code: "x", Summary: "so"}}
		}
	}
	tries := func(try fork.Tryout) func(*View, *fork.Step) {
		return func(_ *View, s *fork.Step) {
			try.Kind, try.What = fork.TryExit, "exit"
			s.Tryouts = []fork.Tryout{try}
		}
	}
	ends := func(verdict fork.Verdict) func(*View, *fork.Step) {
		return func(v *View, s *fork.Step) {
			v.Verdict, s.Verdict = verdict, verdict
			s.Calls[0].Revert = &fork.Revert{Code: "BAL#1", Meaning: "no"}
			s.Calls[0].Differences = []ops.Change{{Label: "fee", Before: "1", After: "2"}}
			s.Plan.Findings = []ops.Finding{{Severity: ops.Refuse, Code: "BAL#1", Summary: "no"}}
		}
	}
	for _, c := range []struct {
		name     string
		change   func(*View, *fork.Step)
		sign     string
		class    string
		headline string
	}{
		{"as predicted", func(*View, *fork.Step) {}, "✅", "good", "fee-set; matches the prediction"},
		{"a note", finds(ops.Note), "✅", "good", "fee-set; matches the prediction"},
		{"nothing to do", func(_ *View, s *fork.Step) { s.Calls, s.Plan.Calls = nil, nil }, "✅", "good", "fee-set of  (0x0000000000000000000000000000000000000000): nothing to do"},
		{"a warning", finds(ops.Warn), "⚠️", "careful", "fee-set; matches the prediction, 1 warning"},
		{"a lock-out at once", tries(fork.Tryout{Before: works, After: fails, Broken: true}), "⚠️", "careful", "fee-set; matches the prediction, 1 warning, users are locked out"},
		{"a lock-out at the end", tries(fork.Tryout{Before: works, After: works, AtEnd: &fails, Broken: true}), "⚠️", "careful", "fee-set; matches the prediction, 1 warning, users are locked out"},
		{"a lock-out between calls", tries(fork.Tryout{Before: works, After: works, Between: []fork.Outcome{fails}}), "⚠️", "careful", "fee-set; matches the prediction, 1 warning"},
		{"a lock-out that another operation ends", func(v *View, s *fork.Step) {
			tries(fork.Tryout{Before: works, After: fails, Broken: true})(v, s)
			v.Steps = append(v.Steps, v.Steps[0])
			v.Steps[1].Tryouts = []fork.Tryout{{Kind: fork.TryExit, What: "exit", Before: fails, After: works}}
		}, "⚠️", "careful", "fee-set (2 times); matches the prediction, 1 warning, users are locked out"},
		{"an override", func(v *View, _ *fork.Step) {
			v.Overrides = [][]planview.Overridden{{{Policy: "max_arbitrage_cost", Reason: "so"}}}
		}, "⚠️", "careful", "fee-set; matches the prediction, a policy is overridden"},
		{"a chain that stands still", func(v *View, _ *fork.Step) { v.Old = "it is old" }, "⚠️", "careful", "fee-set; matches the prediction, the chain stands still"},
		{"a thief", func(_ *View, s *fork.Step) {
			s.Attacks = []fork.Attack{{Call: 1, What: "exit", Works: true}}
		}, "⚠️", "careful", "fee-set; matches the prediction, a stranger can take from the pool"},
		{"refused", ends(fork.Refused), "⛔", "refused", "fee-set of  (0x0000000000000000000000000000000000000000): refused [BAL#1]"},
		{"reverted", ends(fork.Reverted), "❌", "wrong", "fee-set of  (0x0000000000000000000000000000000000000000): REVERTS on the fork"},
		{"other than predicted", ends(fork.Disagrees), "❌", "wrong", "fee-set of  (0x0000000000000000000000000000000000000000): NOT as predicted"},
		{"stopped", func(v *View, _ *fork.Step) { v.Stop = errors.New("gone") }, "❌", "wrong", "dry run of 1 operation: NO VERDICT: the dry run could not go on"},
		{"what is queued before reverts", func(v *View, _ *fork.Step) {
			v.Earlier = []fork.CallResult{{Source: "q", Revert: &fork.Revert{Code: "BAL#1", Meaning: "no"}}}
		}, "❌", "wrong", "dry run of 1 operation: what is queued before REVERTS on the fork"},
	} {
		v := oneStep(c.change)
		r := v.Report()
		if r.title != c.headline {
			t.Errorf("%s: the headline is %q, want %q", c.name, r.title, c.headline)
		}
		if got := r.Markdown(); !strings.HasPrefix(got, "## "+c.sign+" mpool: ") {
			t.Errorf("%s: Markdown begins with %.40q", c.name, got)
		}
		if got := r.HTML(); !strings.Contains(got, `<p class="verdict `+c.class+`">`) {
			t.Errorf("%s: HTML is not %s", c.name, c.class)
		}
		junit, err := v.Junit(nil)
		if err != nil {
			t.Fatal(err)
		}
		green := strings.Contains(string(junit), `failures="0" errors="0" skipped="0"`)
		if green != (c.class == "good") {
			t.Errorf("%s: JUnit's green is %v:\n%s", c.name, green, junit)
		}
	}
}
