package parse

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"mpool/internal/units"
)

func TestTime(t *testing.T) {
	const now = units.Time(1_700_000_000)
	for _, test := range []struct{ zone, words, want string }{
		{"Europe/Zurich", "2026-12-24", "2026-12-23T23:00:00Z"},
		{"Europe/Zurich", "2026-12-24 09:00", "2026-12-24T08:00:00Z"},
		{"Europe/Zurich", "2026-07-01T09:00", "2026-07-01T07:00:00Z"},
		{"Europe/Zurich", "2026-07-01 09:00:30", "2026-07-01T07:00:30Z"},
		{"Europe/Zurich", "2026-12-24T09:00:00Z", "2026-12-24T09:00:00Z"},
		{"Europe/Zurich", "2026-12-24T09:00:00-05:00", "2026-12-24T14:00:00Z"},
		{"Europe/Zurich", "2026-12-24T09:00+01:00", "2026-12-24T08:00:00Z"},
		{"Europe/Zurich", "+2d", "2023-11-16T22:13:20Z"},
		{"Europe/Zurich", "now", "2023-11-14T22:13:20Z"},
		{"UTC", "2026-12-24 09:00", "2026-12-24T09:00:00Z"},
		{"UTC", "2026-12-24 9:00", "2026-12-24T09:00:00Z"},
		{"Asia/Kathmandu", "2026-12-24 09:00", "2026-12-24T03:15:00Z"},
		{"Pacific/Kiritimati", "2026-12-24", "2026-12-23T10:00:00Z"},
		{"Pacific/Pago_Pago", "2026-12-24", "2026-12-24T11:00:00Z"},
		// The clocks of Zurich go forward from 02:00 to 03:00 on 29 March, and back on 25 October.
		{"Europe/Zurich", "2026-03-29 01:59:59", "2026-03-29T00:59:59Z"},
		{"Europe/Zurich", "2026-03-29 03:00", "2026-03-29T01:00:00Z"},
		{"Europe/Zurich", "2026-10-25 01:59", "2026-10-24T23:59:00Z"},
		{"Europe/Zurich", "2026-10-25 03:00", "2026-10-25T02:00:00Z"},
	} {
		zone, err := Zone(test.zone)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Time(test.words, now, zone)
		if err != nil || got.RFC3339() != test.want {
			t.Errorf("%s in %s: %s, %v; want %s", test.words, test.zone, got, err, test.want)
		}
	}
}

// A wall clock time that is skipped or occurs twice is refused with what to write.
func TestTimeRefuses(t *testing.T) {
	for _, test := range []struct{ zone, words, want string }{
		{"Europe/Zurich", "2026-03-29 02:30", "does not exist in Europe/Zurich, where clocks are set forward: write 2026-03-29T03:30:00+02:00 (2026-03-29 01:30 UTC)"},
		{"Europe/Zurich", "2026-03-29 02:00", "write 2026-03-29T03:00:00+02:00"},
		{"Europe/Zurich", "2026-10-25 02:30", "is twice in Europe/Zurich, where clocks are set back: write 2026-10-25T02:30:00+02:00 for the first or 2026-10-25T02:30:00+01:00 for the second"},
		{"Europe/Zurich", "2026-10-25 02:00", "is twice"},
		{"Australia/Lord_Howe", "2026-10-04 02:15", "write 2026-10-04T02:45:00+11:00"}, // half an hour
		{"Australia/Lord_Howe", "2026-04-05 01:45", "write 2026-04-05T01:45:00+11:00 for the first or 2026-04-05T01:45:00+10:30"},
		{"Africa/Cairo", "2026-04-24", "write 2026-04-24T01:00:00+03:00"}, // at midnight
		{"Pacific/Apia", "2011-12-30 12:00", "does not exist"},            // the whole day was skipped
		{"", "2026-12-24 09:00", "names no zone: write \"2026-12-24 09:00 Europe/Zurich\" with your zone, 2026-12-24T09:00:00Z for UTC"},
		{"UTC", "1969-12-31", "before 1970"},
		{"UTC", "2026-13-01", "invalid time"},
		{"UTC", "2026-02-30 10:00", "invalid time"},
		{"UTC", "2026-12-24 24:00", "invalid time"},
		{"UTC", "2026-12-24 09:00:00.5", "invalid time"},
		{"UTC", "24.12.2026", "invalid time"},
		{"UTC", "soon", `use one of now, +2h, 2026-12-24, "2026-12-24 09:00" (both in the zone of --tz), "2026-12-24 09:00 Europe/Zurich", 2026-12-24T09:00Z, 2026-12-24T09:00+01:00, or unix seconds`},
		{"UTC", "2026-12-24 09:00 CET", "abbreviation of a zone"}, // several zones have this abbreviation
		{"UTC", "-2d", "invalid time"},
		{"UTC", "3d", "did you mean +3d?"},
	} {
		var zone *time.Location
		if test.zone != "" {
			var err error
			if zone, err = Zone(test.zone); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := Time(test.words, 0, zone); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s in %s: %s, %v; want %q", test.words, test.zone, got, err, test.want)
		}
	}
}

func TestZone(t *testing.T) {
	for _, name := range []string{"", "Local", "Mars/Olympus", "../etc/passwd", "+02:00"} {
		if zone, err := Zone(name); err == nil {
			t.Errorf("%q is %s", name, zone)
		}
	}
	if zone, err := Zone("UTC"); err != nil || zone.String() != "UTC" {
		t.Error(zone, err)
	}
}
