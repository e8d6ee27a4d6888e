package poolfile

import (
	"strings"
	"testing"

	"mpool/internal/units"
)

// Times have the same forms everywhere; one without a zone is refused, because a file must mean the same
// on every machine.
func TestSince(t *testing.T) {
	for words, want := range map[string]units.Time{
		"2026-01-01T00:00:00Z": 1767225600, "2026-01-01T00:00Z": 1767225600, "1767225600": 1767225600, "2026-01-01 01:00 Europe/Zurich": 1767225600, "2026-01-01 UTC": 1767225600,
		"2026-01-01": 0, "2026-01-01 01:00": 0, "2026-01-01 01:00 CET": 0, "now": 0, "+1d": 0, "soon": 0,
	} {
		w, err := ReadWant([]byte("strategy: {file: s.yaml, prices: p.csv, since: \"" + words + "\"}\n"))
		if want == 0 && (err == nil || !strings.Contains(err.Error(), "since is not a valid time")) || want != 0 && (err != nil || w.Strategy.Since != want) {
			t.Errorf("%s: %v, %v", words, w, err)
		}
	}
	if at, err := moment("2026-01-01 01:00 Europe/Zurich", 0); err != nil || at != 1767225600 {
		t.Error(at, err)
	}
}
