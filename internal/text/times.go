package text

import (
	"strconv"
	"strings"
	"time"

	"mpool/internal/units"
)

// How times are written for people; JSON and CSV have numbers of seconds and RFC 3339.

// Time is a moment, "2026-11-29 15:56 UTC", with seconds where there are some. A page shows
// it in its zone.
func Time(t units.Time) string { return t.String() }

// Between are two moments, whose zone is named once.
func Between(from, to units.Time) string {
	clocks := Clocks([]units.Time{from, to}, time.UTC)
	return clocks[0] + " to " + clocks[1] + " UTC"
}

// Clocks are moments of one table as a zone's clocks show them, all with seconds where one
// has some. The table names the zone.
func Clocks(list []units.Time, zone *time.Location) []string {
	seconds := false
	for _, t := range list {
		seconds = seconds || t%60 != 0
	}
	var clocks []string
	for _, t := range list {
		clocks = append(clocks, inZone(t, zone).Format(units.ClockLayout(seconds)))
	}
	return clocks
}

// Times are moments of a table that names no zone, each with its own.
func Times(list []units.Time) []string {
	clocks := Clocks(list, time.UTC)
	for i := range clocks {
		clocks[i] += " UTC"
	}
	return clocks
}

// BothClocks is a moment as the clocks of a zone show it, with that of UTC behind it:
// "2026-12-24 09:00 CET (2026-12-24 08:00 UTC)". nil is UTC alone.
func BothClocks(t units.Time, zone *time.Location) string {
	if _, offset := inZone(t, zone).Zone(); offset == 0 {
		return Time(t)
	}
	return clock(t, zone) + " (" + Time(t) + ")"
}

// clock is a moment with the zone's own name for it, such as CET.
func clock(t units.Time, zone *time.Location) string {
	return inZone(t, zone).Format(units.ClockLayout(t%60 != 0) + " MST")
}

func inZone(t units.Time, zone *time.Location) time.Time {
	if zone == nil {
		zone = time.UTC
	}
	return time.Unix(int64(t), 0).In(zone)
}

// Exact is an exact value for people: a time in RFC 3339 in the form of Time, and other text
// as it is.
func Exact(exact string) string {
	if t, is := ReadTime(exact); is {
		return Time(t)
	}
	if exact == units.Time(0).RFC3339() {
		return "none"
	}
	return exact
}

// ReadTime reads a time in RFC 3339; a time of 0 is a contract's word for none.
func ReadTime(exact string) (units.Time, bool) {
	moment, err := time.Parse(time.RFC3339, exact)
	if err != nil || moment.Unix() <= 0 {
		return 0, false
	}
	return units.Time(moment.Unix()), true
}

// Duration is a span of time in its two largest units, rounded: "3 days 12 hours", "7 days".
func Duration(seconds units.Time) string { return seconds.Span() }

// ShortDuration is the same for tables: "3d 12h".
func ShortDuration(seconds units.Time) string {
	short := ""
	for _, part := range seconds.Units() {
		if short != "" {
			short += " "
		}
		short += Group(strconv.FormatUint(part.Count, 10)) + part.Unit[:1]
	}
	return short
}

// Every says how often: "every hour", "every 10 minutes".
func Every(seconds units.Time) string { return "every " + strings.TrimPrefix(Duration(seconds), "1 ") }

// Typed is a span of time as flags take it, exact: "2m", "1h30m".
func Typed(d time.Duration) string {
	typed := d.String()
	for _, zero := range []struct{ behind, cut string }{{"m0s", "0s"}, {"h0m", "0m"}} {
		if strings.HasSuffix(typed, zero.behind) {
			typed = strings.TrimSuffix(typed, zero.cut)
		}
	}
	return typed
}
