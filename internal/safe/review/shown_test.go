package review

import (
	"strings"
	"testing"

	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/revert"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// TestExecutionText tests the text of each result of a Safe's own transaction.
func TestExecutionText(t *testing.T) {
	guard := who(0x6d)
	revert := &revert.Reason{Sentence: "no"}
	for _, test := range []struct {
		name   string
		of     *Execution
		want   string
		object string // the code of the objection
	}{
		{"nobody asked", nil, "", ""},
		{"not tried", &Execution{Why: "no"}, "Safe execution: not simulated: no\n", ""},
		{"well", &Execution{Gas: 5}, "Safe execution: succeeds (5 gas plus signature checks)\n", ""},
		{"it fails", &Execution{Failed: true}, "Safe execution: the call FAILS but uses the nonce\n", ""},
		{"it reverts", &Execution{Revert: "no", revert: revert}, "Safe execution: REVERTS: no\n", "revert"},
		{"a guard forbids it", &Execution{Revert: "no", revert: revert, Guard: &guard}, "Safe execution: the guard " + guard.Hex() + " FORBIDS it: no\n", "safe.guard"},
		{"a guard that can take signatures", &Execution{Revert: "no", revert: revert, Guard: &guard, Unsure: true},
			"Safe execution: the guard " + guard.Hex() + " rejects on-chain approvals; without the guard it succeeds\n", ""},
		{"what the Safe has", &Execution{Gas: 5, Changes: []safeHolding{{Words: "2 A, then 1 A"}, {Words: "0 B, then 1 B"}}},
			"Safe execution: succeeds (5 gas plus signature checks)\n  the Safe has 2 A, then 1 A\n  the Safe has 0 B, then 1 B\n", ""},
	} {
		p := &text.Page{}
		if test.of.Text(p); p.String() != test.want {
			t.Errorf("%s: %q, want %q", test.name, p.String(), test.want)
		}
		if _, code := codesOf(test.of.Objection()); code != test.object {
			t.Errorf("%s: what speaks against it is %q, want %q", test.name, code, test.object)
		}
	}
}

// TestLongLists checks that a long list is cut, with the number of hidden items.
func TestLongLists(t *testing.T) {
	var values []decode.Value
	for i := range explain.MostItems + 5 {
		values = append(values, decode.Value{Name: "a", Value: who(byte(i + 1)).Hex(), Words: "x"})
	}
	p := &text.Page{}
	mdValues(p, values, "")
	if lines := strings.Count(p.String(), "\n"); lines != explain.MostItems+1 || !strings.HasSuffix(p.String(), "- and 5 more\n") {
		t.Errorf("%d lines, and at the end %q", lines, p.String()[len(p.String())-40:])
	}
}

// TestChecksums tests the text for each state of a checksum.
func TestChecksums(t *testing.T) {
	for sum, want := range map[safe.Checksum]string{safe.ChecksumRight: "valid (detects accidental edits only; it does not prove authorship)", safe.ChecksumWrong: "WRONG", safe.ChecksumMissing: "missing", "": "missing"} {
		if got := (&View{Checksum: sum}).checksumText(); !strings.Contains(got, want) {
			t.Errorf("%q: %q, want %q", sum, got, want)
		}
	}
}

// TestSeverities checks that each severity has its own mark.
func TestSeverities(t *testing.T) {
	for severity, want := range map[ops.Severity]string{ops.Refuse: "❌ refuse", ops.Warn: "⚠️ warn", ops.Note: "note"} {
		if got := severityMark(severity); got != want {
			t.Errorf("%s: %q, want %q", severity, got, want)
		}
	}
}
