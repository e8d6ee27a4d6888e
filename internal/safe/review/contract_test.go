package review

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/safe"
	"mpool/internal/units"
)

// TestJSON checks the fields of the JSON, and that the text form does not change them.
func TestJSON(t *testing.T) {
	c, _, err := row{calls: list(setFee(mine()))}.checked()
	must(err)
	_ = c.Verdict() // sets the advice
	words, err := json.Marshal(c.View)
	must(err)
	var fields map[string]any
	must(json.Unmarshal(words, &fields))
	for _, name := range []string{"headline", "name", "checksum", "safe", "findings", "calls", "pools", "proof", "nonce", "hashes", "execution", "verdict"} {
		if _, is := fields[name]; !is {
			t.Errorf("%s is missing", name)
		}
	}
	if len(fields) != 19 {
		t.Errorf("%d fields: %v", len(fields), fields)
	}
	other, err := json.Marshal(Markdown{c.View})
	must(err)
	if string(other) != string(words) {
		t.Error("the form changes the document")
	}
}

// TestOverrides checks that an overridden policy is listed with its reason.
func TestOverrides(t *testing.T) {
	policies := func(w *world) {
		limit := units.FixedFrom(1e15)
		w.plans.policies.Refuse.MaxSwapFeeDropPerDay = &limit
	}
	drop := list(feeDown(mine()))
	c, _, err := row{calls: drop, set: policies}.checked()
	must(err)
	if got := said(c.View); got != "refuse policy.max_swap_fee_drop_per_day@1, note safe.deadline@1" {
		t.Fatal(got)
	}
	c, _, err = row{calls: drop, set: func(w *world) {
		policies(w)
		w.options.Override = planner.Override{Policies: []string{"max_swap_fee_drop_per_day"}, Reason: "it is meant"}
	}}.checked()
	must(err)
	if got := said(c.View); got != "warn policy.max_swap_fee_drop_per_day@1, note safe.deadline@1" {
		t.Fatal(got)
	}
	if len(c.View.Overrides) != 1 || c.View.Overrides[0] != (planview.Overridden{Policy: "max_swap_fee_drop_per_day", Reason: "it is meant"}) {
		t.Errorf("%+v", c.View.Overrides)
	}
	for form, page := range map[string]string{"text": shown(c.View), "Markdown": shown(Markdown{c.View})} {
		if !strings.Contains(page, "it is meant") {
			t.Errorf("the %s does not say why:\n%s", form, page)
		}
	}
}

// TestContract checks the fields of the document that scripts read.
func TestContract(t *testing.T) {
	c, _, err := row{calls: list(setFee(mine()), to(contract(), selector("claim()"))), set: both(guarded, had(weth(), tokens(5), tokens(4)), func(w *world) {
		w.batch.Calls[1].Method = &safe.BatchMethod{Signature: "x()", Inputs: []ops.Arg{{Name: "a", Value: "b"}}}
	})}.checked()
	must(err)
	_ = c.Verdict() // sets the advice
	words, err := json.Marshal(c.View)
	must(err)
	var document struct {
		Calls     []map[string]any
		Pools     []map[string]any
		Execution map[string]any
		Findings  []map[string]any
	}
	must(json.Unmarshal(words, &document))
	for name, test := range map[string]struct {
		got  map[string]any
		want []string
	}{
		"a known call":    {document.Calls[0], []string{"call", "data", "findings", "is", "number", "operation", "pool", "recognised", "summary", "to", "value"}},
		"an unknown call": {document.Calls[1], []string{"call", "claimed_inputs", "claimed_method", "data", "findings", "number", "operation", "to", "unread", "value"}},
		"a pool":          {document.Pools[0], []string{"changes", "complete", "pool", "preview", "proof", "summary"}},
		"an execution":    {document.Execution, []string{"gas", "safe_changes"}},
		"a finding":       {document.Findings[0], []string{"code", "hint", "severity", "summary"}},
	} {
		if got := slices.Sorted(maps.Keys(test.got)); !slices.Equal(got, test.want) {
			t.Errorf("%s has %v, want %v", name, got, test.want)
		}
	}
}

// TestEmptyLists checks that an empty list is written as [], not null.
func TestEmptyLists(t *testing.T) {
	words, err := json.Marshal(NewCheckView(&safe.Batch{}))
	must(err)
	for _, want := range []string{`"findings":[]`, `"calls":[]`, `"pools":[]`} {
		if !strings.Contains(string(words), want) {
			t.Errorf("%s is not in %s", want, words)
		}
	}
	c, _, err := row{calls: list(setFee(mine()))}.checked()
	must(err)
	words, err = json.Marshal(c.View)
	must(err)
	for _, want := range []string{`"safe_changes":[]`, `"findings":[]`, `"differences":[]`} {
		if !strings.Contains(string(words), want) {
			t.Errorf("%s is not in %s", want, words)
		}
	}
}
