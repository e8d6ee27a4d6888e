package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/fork"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/reading"
	"mpool/internal/report"
	"mpool/internal/units"
)

// allForms returns the report in each form for people.
func allForms(t *testing.T, v *report.View) map[string]string {
	t.Helper()
	xml, err := v.Junit(nil)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{"text": renderView(t, v), "Markdown": v.Report().Markdown(), "HTML": v.Report().HTML(), "JUnit": string(xml)}
}

// ok returns a dry run with only the successful operation and harmless names.
func ok(t *testing.T) *report.View {
	t.Helper()
	before := treasury(t)
	step := triedStep(t, before, ops.Schedule{Duration: "7d"})
	step.Tryouts = nil
	step.Plan.Findings = nil
	return &report.View{Result: &fork.Result{Level: fork.Forked, ChainID: 1, Block: before.Block, Anvil: "anvil/v1.7.1", Verdict: fork.OK, Steps: []fork.Step{step}}, Columns: 60}
}

// The colour and the first sentence alone show that users are locked out and that a policy was
// overridden.
func TestReportIsCareful(t *testing.T) {
	v := ok(t)
	if r := v.Report(); r.VerdictKind != report.AsPredicted || r.Verdict != "everything matches the prediction" || !strings.HasPrefix(r.Markdown(), "## ✅") {
		t.Errorf("%d %s", r.VerdictKind, r.Verdict)
	}
	v = ok(t)
	step := &v.Steps[0]
	step.Plan.Findings = []ops.Finding{{Severity: ops.Warn, Code: "policy.max_arbitrage_cost", Summary: "arbitrage cost"}}
	fails := fork.Outcome{Revert: &fork.Revert{Code: "BAL#327", Name: "SWAPS_DISABLED"}}
	for _, kind := range []string{fork.TrySwap, fork.TrySwap, fork.TryJoin, fork.TryExit, fork.TryJoinSingle} {
		step.Tryouts = append(step.Tryouts, fork.Tryout{Kind: kind, What: kind, Broken: true, Before: fork.Outcome{Works: true}, After: fails})
	}
	v.Overrides = [][]planview.Overridden{{{Policy: "max_arbitrage_cost", Reason: "the treasurer said so"}}}
	r := v.Report()
	want := `matches the prediction, 6 warnings; users can no longer: exit, join, join with one token, swap; max_arbitrage_cost is overridden: "the treasurer said so"`
	if r.VerdictKind != report.Careful || r.Verdict != want {
		t.Errorf("%q, want %q", r.Verdict, want)
	}
	if md := r.Markdown(); !strings.HasPrefix(md, "## ⚠️ mpool: ") || !strings.Contains(md, "⚠️ fails: BAL#") {
		t.Error(md)
	}
	if page := r.HTML(); !strings.Contains(page, `<p class="verdict careful">matches the prediction, 6 warnings`) || strings.Count(page, `<td class="bad"`) != 5 {
		t.Error(page)
	}
	for form, text := range allForms(t, v) {
		if !strings.Contains(text, "reason given: the treasurer said so") {
			t.Errorf("%s does not give the reason:\n%s", form, text)
		}
	}
}

// No form has a positive verdict above a theft, a lockout, a warning or an override.
func TestNothingGoodStandsOverHarm(t *testing.T) {
	fails := fork.Outcome{Revert: &fork.Revert{Code: "BAL#327", Name: "SWAPS_DISABLED"}}
	for name, harm := range map[string]func(v *report.View){
		"theft": func(v *report.View) { v.Steps[0].Attacks = []fork.Attack{{Call: 1, What: "swap", Works: true}} },
		"warning": func(v *report.View) {
			v.Steps[0].Plan.Findings = []ops.Finding{{Severity: ops.Warn, Code: reading.UnprovenCode, Summary: "not proven"}}
		},
		"lock-out": func(v *report.View) {
			v.Steps[0].Tryouts = []fork.Tryout{{Kind: fork.TryExit, What: "exit", Broken: true, Before: fork.Outcome{Works: true}, After: fails}}
		},
		"override": func(v *report.View) {
			v.Overrides = [][]planview.Overridden{{{Policy: "max_arbitrage_cost", Reason: "so"}}}
		},
		"old": func(v *report.View) { v.Old = "the newest block is a day old" },
	} {
		v := ok(t)
		harm(v)
		if r := v.Report(); r.VerdictKind == report.AsPredicted || strings.Contains(r.Markdown(), "✅") || strings.Contains(r.HTML(), `class="verdict good"`) {
			t.Errorf("%s: %q", name, r.Verdict)
		}
	}
}

// Every report shows where something goes, with the full address.
func TestReportSaysWhatIsCalled(t *testing.T) {
	v := ok(t)
	call := &v.Steps[0].Plan.Calls[0]
	call.Args = append(call.Args, ops.Arg{Name: "recipient", Value: address(0xbeef).Hex()})
	for form, text := range allForms(t, v) {
		for _, want := range []string{address(0xbeef).Hex(), "endTime", call.To.Hex()} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not hold %s:\n%s", form, want, text)
			}
		}
	}
}

// Every report shows the cost of each call and the total.
func TestReportCost(t *testing.T) {
	v := ok(t)
	cost := planview.NewCost([]uint64{104_833}, []uint64{150_000}, chain.Fees{FeeCap: units.Wei(*uint256.NewInt(2_000_000_000))})
	v.Costs, v.Cost = []*planview.Cost{cost}, cost
	for form, text := range allForms(t, v) {
		if !strings.Contains(text, "0.0003") || form != "JUnit" && !strings.Contains(text, "at most 0.0003 ETH (uses 104,833; gas limit 150,000; max fee 2 gwei)") {
			t.Errorf("%s does not say what it costs:\n%s", form, text)
		}
	}
}

// The state after an operation is shown if a policy refuses it. If the contracts revert, there is none.
func TestReportOfARefusal(t *testing.T) {
	v := ok(t)
	step := &v.Steps[0]
	step.Verdict, v.Verdict, step.Calls, step.Moments = fork.Refused, fork.Refused, nil, nil
	step.Plan.Findings = []ops.Finding{{Severity: ops.Refuse, Code: "policy.min_duration", Summary: "too fast"}}
	for form, text := range allForms(t, v) {
		if !strings.Contains(text, "WETH weight") || !strings.Contains(text, "endTime") || form != "JUnit" && !strings.Contains(text, "if it were not refused") {
			t.Errorf("%s shows nothing to review:\n%s", form, text)
		}
	}
	step.Plan.Findings[0].Code = "BAL#302"
	if text := renderView(t, v); strings.Contains(text, "WETH weight") {
		t.Error(text)
	}
}

// However long a batch is, a shortened comment shows the dangers at its top, and says that it was
// shortened.
func TestReportHidesNothing(t *testing.T) {
	v := ok(t)
	calm := v.Steps[0]
	v.Steps = nil
	for i := range 1000 {
		step := calm
		step.Source = fmt.Sprintf("long.yaml:%d", 10*i)
		if i == 900 {
			step.Tryouts = []fork.Tryout{{Kind: fork.TryExit, What: "exit", Broken: true, After: fork.Outcome{Why: "no"}}}
		}
		v.Steps = append(v.Steps, step)
	}
	md := v.Report().Markdown()
	begin, _, _ := strings.Cut(md, "### ")
	for _, want := range []string{"## ⚠️ mpool: \"\\\\x1b\\[31mEV\\\\u202eIL\\\\x1b\\[…\" 10% → 25%, WETH 35% → 25%, ", " over 7 days (1000 times); ", ", cut: 9", " parts left out\n", "users can no longer: exit",
		"| operation | from | outcome | look at |\n| :--- | :--- | :--- | :--- |\n| 901. weights-update | long.yaml:9000 | matches | ⚠️ 1 warning; users can no longer: exit |\n| 1. weights-update", "operations more, 0 of them to be looked at."} {
		if !strings.Contains(begin, want) {
			t.Errorf("the comment does not begin with %q:\n%s", want, begin)
		}
	}
	if len(md) > 65_000 || !strings.Contains(md, "### 901\\. ") && !strings.Contains(md, "### 901. ") {
		t.Errorf("%d bytes; the dangerous operation is there: %v", len(md), strings.Contains(md, "901. weights"))
	}
}

// If the chain has no new blocks, every form says so first.
func TestReportOfAnOldBlock(t *testing.T) {
	v := ok(t)
	v.Old = "the newest block of the node is 2 days old"
	if r := v.Report(); r.VerdictKind != report.Careful || r.Verdict != "matches the prediction, but the newest block of the node is 2 days old" {
		t.Error(r.VerdictKind, r.Verdict)
	}
	for form, text := range allForms(t, v) {
		if !strings.Contains(text, v.Old) {
			t.Errorf("%s does not say it:\n%s", form, text)
		}
	}
}
