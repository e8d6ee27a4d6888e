package strategy

import (
	"errors"
	"testing"
)

// TestWithin checks that an entry after the last row is refused, and that one which lasts beyond it is
// reported.
func TestWithin(t *testing.T) {
	const first, last = 1_600_000_000, 1_600_000_000 + 60*86_400
	const endsLate = "the change ends at 2020-11-24 12:26:40 UTC, after the last row of the prices, 2020-11-12 12:26:40 UTC: the result has only a part of it"
	for entry, want := range map[string]struct{ refused, unfinished string }{
		"{at: +60d, swaps: off}":                                {},
		"{at: +46d, weights: {A: 60%, B: rest}, duration: 14d}": {},
		"{at: +90d, weights: {A: 60%, B: rest}}":                {refused: "at: 2020-12-12 12:26:40 UTC is after the last row of the prices, 2020-11-12 12:26:40 UTC: it would never happen"},
		"{at: 2021-01-01T00:00:00Z, swaps: off}":                {refused: "at: 2021-01-01 00:00 UTC is after the last row of the prices, 2020-11-12 12:26:40 UTC: it would never happen"},
		"{at: +44d, weights: {A: 60%, B: rest}, duration: 28d}": {unfinished: endsLate},
		"{at: +44d, fee: {to: 1%, duration: 28d}}":              {unfinished: endsLate},
		"{at: never}": {}, // Tasks refuses it
	} {
		s, err := Read([]byte("version: 1\nschedule:\n  - " + entry + "\n"))
		if err != nil {
			t.Fatal(err)
		}
		unfinished, err := s.Within(first, last)
		var line *LineError
		if errors.As(err, &line) != (want.refused != "") || line != nil && (line.Line != 3 || line.Reason != want.refused) {
			t.Errorf("%s: refused with %v, want %s", entry, err, want.refused)
		}
		if len(unfinished) > 1 || (len(unfinished) == 1) != (want.unfinished != "") || len(unfinished) == 1 && (unfinished[0].Line != 3 || unfinished[0].Reason != want.unfinished) {
			t.Errorf("%s: unfinished %v, want %s", entry, unfinished, want.unfinished)
		}
	}
}
