package text

import (
	"testing"
	"time"
)

// A page shows times in its zone, and names the zone.
func TestInZone(t *testing.T) {
	zurich, err := time.LoadLocation("Europe/Zurich")
	if err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]string{
		"ends 2026-12-24 08:00 UTC":                              "ends 2026-12-24 09:00 CET",
		"(2026-12-24 08:00:00 to 2026-12-31 08:00:30 UTC)":       "(2026-12-24 09:00:00 to 2026-12-31 09:00:30 CET)",
		"2026-10-24 08:00 to 2026-10-26 08:00 UTC":               "2026-10-24 10:00 CEST to 2026-10-26 09:00 CET",
		"is 2026-12-24 09:00 CET (2026-12-24 08:00 UTC)":         "is 2026-12-24 09:00 CET (2026-12-24 08:00 UTC)",
		"from 2026-12-24 08:00 UTC to 2026-12-25 08:00 UTC: two": "from 2026-12-24 09:00 CET to 2026-12-25 09:00 CET: two",
		"no time in UTC":       "no time in UTC",
		"2026-13-24 08:00 UTC": "2026-13-24 08:00 UTC",
	} {
		if got := InZone(words, zurich); got != want {
			t.Errorf("%s: %s, want %s", words, got, want)
		}
		if got := InZone(words, nil); got != words {
			t.Errorf("%s became %s without a zone", words, got)
		}
	}
	p := &Page{Zone: zurich}
	p.Line("at %s", Time(1798099200))
	p.Table([]string{p.ZoneName(), ">weight"}, [][]string{{Time(1798099230), "1%"}})
	if want := "at 2026-12-24 09:00 CET\nEurope/Zurich            weight\n2026-12-24 09:00:30 CET      1%\n"; p.String() != want {
		t.Errorf("%q, want %q", p, want)
	}
}

// Decimal points are below each other in a column with one kind of number.
func TestPoints(t *testing.T) {
	p := &Page{}
	p.Table([]string{"", ">weight", ">mixed"}, [][]string{{"a", "25%", "1.5"}, {"b", "27.5%", "30%"}, {"c", "none", "x"}, {"d", "25.0002%", "7"}})
	want := "     weight  mixed\n" + "a  25%         1.5\n" + "b  27.5%       30%\n" + "c      none      x\n" + "d  25.0002%      7\n"
	if p.String() != want {
		t.Errorf("\n%swant\n%s", p, want)
	}
}
