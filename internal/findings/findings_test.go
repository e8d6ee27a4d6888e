package findings

import (
	"os"
	"slices"
	"strings"
	"testing"

	"mpool/internal/golden"
	"mpool/internal/ops"
	"mpool/internal/policy"
)

// followedNoFurther lists the places where a code comes from elsewhere: it was used before, or is
// computed from a contract's code (BAL#…) or a policy's name.
func followedNoFurther() []string {
	return []string{
		"cmd/mpool: finding.Code",
		"internal/execution: found[0].Code", // of a limit that a late transaction breaks
		"internal/failure: coded.Code()",    // from an error, whose type has the constant
		"internal/inspect: f.Code",
		"internal/offline: finding.Code",
		"internal/ops/newpool: code", // from a revert
		`internal/ops: failed.Error()[:len("BAL#000")]`,
		"internal/oracle: p.Code", // from a feed's problem
		"internal/planner: finding.Code",
		"internal/planner: no.Code",
		"internal/policy: policy",   // from policy.PolicyNames
		"internal/poolplan: f.Code", // from a finding, whose hint is reworded
		"internal/poolplan: first.Code",
		"internal/poolplan: one.Code",
		"internal/reading: revert.Code",
		"internal/rehearsal: finding.Code",
		"internal/rehearsal: one.Code", // from what is held against a file
		"internal/report: finding.Code",
		"internal/report: o.Policy",
		"internal/request: refused[0].Code",
		"internal/safe/queue: found.Code",
		"internal/safe/review: found.Code",
		"internal/safe/review: no.Code",
		"internal/safe/signing: f.Code",
		"internal/safe/signing: found.Code",
		"internal/study: name", // from policy.PolicyNames
	}
}

// TestEveryCodeHasARow: the table has exactly the codes that the program uses.
func TestEveryCodeHasARow(t *testing.T) {
	codes, open := load(t).given()
	if len(codes) < 250 {
		t.Fatalf("only %d codes are found", len(codes))
	}
	for _, named := range policy.PolicyNames() {
		codes[ops.PolicyCode(named)] = append(codes[ops.PolicyCode(named)], "refuse", "warn")
	}
	for code := range codes {
		if _, found := Find(code); !found && code != "" && code != ops.PolicyCode("") && !strings.HasPrefix(code, "BAL#") {
			t.Errorf("%s has no row: add it to the file of its subject in this folder, such as ramps.go", code)
		}
	}
	for _, row := range All() {
		given, found := codes[row.Code]
		if !found {
			t.Errorf("%s is never given out", row.Code)
		}
		for _, as := range row.Severities() {
			if len(given) > 0 && !slices.Contains(given, as) {
				t.Errorf("%s is never given out as %s, but as %v", row.Code, as, given)
			}
		}
	}
	if want := followedNoFurther(); !slices.Equal(open, want) {
		t.Errorf("codes come from\n%s\nand not from\n%s", strings.Join(open, "\n"), strings.Join(want, "\n"))
	}
}

// TestRows: each code has one row, whose texts are not empty and end without a period.
func TestRows(t *testing.T) {
	all := All()
	for i, row := range all {
		if i > 0 && all[i-1].Code >= row.Code {
			t.Errorf("%s has two rows", row.Code)
		}
		if row.Meaning == "" || row.Remedy == "" || strings.HasSuffix(row.Meaning+row.Remedy, ".") || strings.Contains(row.Meaning+row.Remedy, "|") {
			t.Errorf("%+v", row)
		}
		known := []string{"refuse", "warn", "note", "error"}
		for _, as := range row.Severities() {
			if !slices.Contains(known, as) {
				t.Errorf("%s: %q", row.Code, as)
			}
		}
		if len(row.Severities()) == 0 {
			t.Errorf("%s is nothing", row.Code)
		}
	}
}

// The guide about exposure has each of its codes once, with how serious it is.
func TestExposureGuide(t *testing.T) {
	guide, err := os.ReadFile("../../docs/exposure.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	for line := range strings.Lines(string(guide)) {
		if code, rest, is := strings.Cut(strings.TrimPrefix(line, "| `"), "` |"); is && strings.HasPrefix(code, "exposure.") {
			if listed[code] != "" {
				t.Errorf("%s is there twice", code)
			}
			listed[code] = rest
		}
	}
	words := map[string]string{"refuse": "refused", "warn": "warning", "note": "note"}
	for _, row := range All() {
		if !strings.HasPrefix(row.Code, "exposure.") {
			continue
		}
		for _, as := range row.Severities() {
			if !strings.Contains(listed[row.Code], words[as]) {
				t.Errorf("docs/exposure.md has %s without %q: %q", row.Code, words[as], listed[row.Code])
			}
		}
		delete(listed, row.Code)
	}
	for code := range listed {
		t.Errorf("docs/exposure.md has the unknown %s", code)
	}
}

// TestDocs: docs/findings.md equals the table. `go test ./internal/findings -update` writes it.
func TestDocs(t *testing.T) {
	golden.Check(t, "../../docs/findings.md", Markdown())
}
