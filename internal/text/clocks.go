package text

import (
	"time"

	"mpool/internal/units"
)

// Clocks is a moment as the clocks of a zone show it, with that of UTC behind it:
// "2026-12-24 09:00 CET (2026-12-24 08:00 UTC)". nil is UTC alone.
func Clocks(t units.Time, zone *time.Location) string {
	utc := Time(t) + " UTC"
	if zone == nil || zone == time.UTC {
		return utc
	}
	moment := time.Unix(int64(t), 0).In(zone)
	if _, offset := moment.Zone(); offset == 0 {
		return utc
	}
	layout := "2006-01-02 15:04 MST"
	if moment.Second() != 0 {
		layout = "2006-01-02 15:04:05 MST"
	}
	return moment.Format(layout) + " (" + utc + ")"
}
