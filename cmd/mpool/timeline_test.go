package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"mpool/internal/answer"
	"mpool/internal/console"
	"mpool/internal/effect"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Short rows show each difference and its size, and stay short otherwise.
func TestShortRow(t *testing.T) {
	tests := []struct{ exact, want []string }{
		{[]string{"10001000", "10001001.5"}, []string{"10,001,000", "10,001,001.5"}},
		{[]string{"10000000", "9999999.6"}, []string{"10,000,000", "9,999,999.6"}},
		{[]string{"10000000", "10000000.4"}, []string{"10,000,000", "10,000,000.4"}},
		{[]string{"1000", "1000.001"}, []string{"1,000", "1,000.001"}},
		{[]string{"299000", "298999.999"}, []string{"299,000", "298,999.999"}},
		{[]string{"1234.56789", "1234.56789"}, []string{"1,234.57", "1,234.57"}},
		{[]string{"1234.56789", "8234.56789"}, []string{"1,234.57", "8,234.57"}},
		{[]string{"1.000000000000000001", "1.000000000000000002"}, []string{"1", "1"}},
		{[]string{"30%", "29.999999999999999999%"}, []string{"30%", "≈30%"}},
		{[]string{"30%", "29.999603174603174603%", "25%"}, []string{"30%", "29.9996%", "25%"}},
		{[]string{"12345678901234567890.5", "12345678901234567891.5"}, []string{"12,345,678,901,234,567,890.5", "12,345,678,901,234,567,891.5"}},
		{[]string{"12345678901234567890", "12345678901234569999"}, []string{"12,345,678,901,234,567,890", "12,345,678,901,234,569,999"}},
		{[]string{"", "5.000001"}, []string{"", "5"}},
		{[]string{"none", "0.5"}, []string{"none", "0.5"}},
		{[]string{"false", "true"}, []string{"false", "true"}},
	}
	for _, test := range tests {
		if got := text.Row(test.exact); !slices.Equal(got, test.want) {
			t.Errorf("%q: %q, want %q", test.exact, got, test.want)
		}
	}
}

// The treasury's weights and fee change already. A preview of another operation shows neither; a
// preview of a weight change shows every weight.
func TestPreviewShowsTheOperationOnly(t *testing.T) {
	before := treasury(t)
	fee := ops.RampSwapFee{From: units.FixedFrom(2e16), To: units.FixedFrom(1e16), Start: before.Block.Time + 86400, End: before.Block.Time + 2*86400}
	for _, row := range viewed(t, before, fee).Preview.Rows {
		if !strings.HasPrefix(row.Path, "fees.") {
			t.Errorf("a fee ramp does not change %s: %q", row.Path, row.Values)
		}
	}
	weights := 0
	for _, row := range planned(t, before, rebalance, ops.Schedule{Duration: "7d"}).Preview.Rows {
		if row.IsWeight() {
			weights++
		}
		if strings.HasPrefix(row.Path, "fees.") {
			t.Errorf("a weight change does not change %s: %q", row.Path, row.Values)
		}
	}
	if weights != len(before.Tokens) {
		t.Errorf("%d of %d weights are shown", weights, len(before.Tokens))
	}
}

// A bound that is not set is not shown as a price of 0.
func TestNoneOfABreaker(t *testing.T) {
	for _, test := range [][3]string{
		{"tokens.0x01.breaker.lower_bpt_price", "0", "none"}, {"tokens.0x01.breaker.upper_bound", "", "none"},
		{"tokens.0x01.breaker.reference_weight", "0%", "none"}, {"tokens.0x01.breaker.lower_bpt_price", "0.5", "0.5"}, {"tokens.0x01.cash", "0", "0"},
	} {
		if got := effect.OrNone(test[0], test[1]); got != test[2] {
			t.Errorf("%s = %q: %q", test[0], test[1], got)
		}
	}
}

// "nothing to do" is shown whatever the notes are, and "moving to it" only for changes that
// take time.
func TestNothingToDo(t *testing.T) {
	before := treasury(t)
	note := []ops.Finding{{Severity: ops.Note, Code: "allowlist.already", Summary: "it is on it already"}}
	for want, plan := range map[string]*ops.Plan{
		"nothing to do: the pool is already in this state\n":                                 {Operation: ops.ChangeAllowlist{}, Base: before.Block, At: before.Block.Time, Predicted: before, Findings: note},
		"nothing to do: the pool is already in this state, or moving to it by this change\n": {Operation: ops.UpdateWeights{}, Base: before.Block, At: before.Block.Time, Predicted: before},
	} {
		if got := renderView(t, planview.New(before, plan, nil)); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %s", plan.Operation.Name(), got)
		}
	}
	refused := &ops.Plan{Operation: ops.ChangeAllowlist{}, Predicted: before, Findings: []ops.Finding{{Severity: ops.Refuse, Code: "x", Summary: "no"}}}
	if got := renderView(t, planview.New(before, refused, nil)); strings.Contains(got, "nothing to do") {
		t.Errorf("refused: %s", got)
	}
}

// On one terminal, the error alone states the refusal. Other findings stay, also those that the error
// omits.
func TestRefusalIsSaidOnce(t *testing.T) {
	v := &planview.View{Findings: []ops.Finding{
		{Severity: ops.Refuse, Code: "BAL#302", Summary: "too light", Detail: "1% at least", Hint: "give more"},
		{Severity: ops.Refuse, Code: "BAL#308", Summary: "no sum", Hint: "give the rest"},
		{Severity: ops.Warn, Code: "price", Summary: "dear"},
	}}
	for code, want := range map[string]string{
		"":        "\nrefuse: too light [BAL#302]\n  1% at least\n  give more\nrefuse: no sum [BAL#308]\n  give the rest\nwarn: dear [price]\n",
		"BAL#302": "\nrefuse: 1% at least [BAL#302]\nrefuse: no sum [BAL#308]\n  give the rest\nwarn: dear [price]\n",
		"BAL#308": "\nrefuse: too light [BAL#302]\n  1% at least\n  give more\nwarn: dear [price]\n",
		"price":   "\nrefuse: too light [BAL#302]\n  1% at least\n  give more\nrefuse: no sum [BAL#308]\n  give the rest\nwarn: dear [price]\n",
	} {
		p := &text.Page{Below: code}
		if v.FindingsText(p); p.String() != want {
			t.Errorf("%q: %q, want %q", code, p.String(), want)
		}
	}
}

// Each warning is in the document's list of warnings exactly once.
func TestWarningsOfFindings(t *testing.T) {
	v := &planview.View{Findings: []ops.Finding{
		{Severity: ops.Warn, Code: "price", Summary: "dear", Hint: "wait"}, {Severity: ops.Note, Code: "n", Summary: "note"}, {Severity: ops.Warn, Code: "said", Summary: "already"},
	}}
	got := answer.AllWarnings(v, []console.Message{{Level: "warning", Code: "said", Message: "already"}})
	if len(got) != 2 || got[0].Code != "said" || got[1].Code != "price" || got[1].Message != "dear" || got[1].Hint != "wait" || got[1].Level != "warning" {
		t.Errorf("%+v", got)
	}
	var out, errs bytes.Buffer
	a := newApp(testWorld(nil, nil, &out, &errs))
	a.ui.Options.JSON = true
	a.result.Report(failure.New(failure.Refused, "x", "no").WithResult(v))
	var e answer.Envelope
	if err := json.Unmarshal(out.Bytes(), &e); err != nil || len(e.Warnings) != 2 || len(e.Errors) != 1 {
		t.Errorf("%s %v", out.String(), err)
	}
}
