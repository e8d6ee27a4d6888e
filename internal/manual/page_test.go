package manual

import (
	"strings"
	"testing"
)

// A long command is broken before a flag, and never within quotes.
func TestExamples(t *testing.T) {
	long := `  mpool weights-update fund --to @targets.csv --end "2026-12-24 09:00 and a long word --more" --tz Europe/Zurich`
	want := "  mpool weights-update fund --to @targets.csv \\\n" +
		"      --end \"2026-12-24 09:00 and a long word --more\" --tz Europe/Zurich"
	if got := Examples(long); got != want {
		t.Errorf("%s", got)
	}
	for _, stays := range []string{"  mpool status --all", "  mpool explain " + strings.Repeat("0", 90)} {
		if got := strings.ReplaceAll(Examples(stays), " \\\n     ", ""); got != stays {
			t.Errorf("%q", got)
		}
	}
}

// A flag that leaves no space for its meaning has a line of its own.
func TestFlags(t *testing.T) {
	got := Flags([]Flag{
		{Short: "o", Name: "out", Takes: "FILE", Usage: "write the plan to this file"},
		{Name: "mnemonic-derivation-path", Takes: "PATH", Usage: "path on the Ledger", Standard: "none"},
	})
	want := "  -o, --out FILE  write the plan to this file\n" +
		"      --mnemonic-derivation-path PATH\n" +
		"                  path on the Ledger (default none)"
	if got != want {
		t.Errorf("\n%s", got)
	}
}

// Tables are unchanged, and paragraphs fill the page.
func TestProse(t *testing.T) {
	got := Prose("one two\nthree\n\n  a  table\n  of  two rows\nend")
	if got != "one two three\n\n  a  table\n  of  two rows\nend" {
		t.Errorf("%q", got)
	}
}

func TestTakes(t *testing.T) {
	for command, want := range map[string]string{"backtest": "FOLDER", "fee-set": "FILE"} {
		if got := Takes(command, "out"); got != want {
			t.Errorf("%s: %s", command, got)
		}
	}
	if got := Takes("status", "nothing"); got != "" {
		t.Error(got)
	}
}
