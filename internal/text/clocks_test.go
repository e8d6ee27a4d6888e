package text

import (
	"testing"
	"time"
	_ "time/tzdata"
)

func TestClocks(t *testing.T) {
	zurich, err := time.LoadLocation("Europe/Zurich")
	if err != nil {
		t.Fatal(err)
	}
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		zone *time.Location
		want string
	}{
		{zurich, "2026-12-24 09:00 CET (2026-12-24 08:00 UTC)"},
		{nil, "2026-12-24 08:00 UTC"},
		{time.UTC, "2026-12-24 08:00 UTC"},
		{london, "2026-12-24 08:00 UTC"},
	} {
		if got := BothClocks(1798099200, test.zone); got != test.want {
			t.Errorf("%s, want %s", got, test.want)
		}
	}
	if got := BothClocks(1798099230, zurich); got != "2026-12-24 09:00:30 CET (2026-12-24 08:00:30 UTC)" {
		t.Error(got)
	}
}
