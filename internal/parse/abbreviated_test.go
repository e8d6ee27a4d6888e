package parse

import (
	"strings"
	"testing"
	"time"
)

// A time copied from the screen has the abbreviation of its zone: the error names a zone to write
// instead.
func TestAbbreviatedZone(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"2026-12-24 09:00 CET": `write "2026-12-24 09:00 Europe/Zurich"`,
		"2026-12-24 09:00 EST": `write "2026-12-24 09:00 America/New_York"`,
		"2026-12-24 09:00 IST": `write "2026-12-24 09:00 REGION/CITY"`,
		"2026-12-24 soon CET":  "use one of",
	} {
		if _, err := Time(words, 0, time.UTC); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", words, err)
		}
	}
}
