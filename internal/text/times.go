package text

import (
	"strconv"
	"strings"
	"time"

	"mpool/internal/units"
)

// Times for people. JSON and CSV have seconds and RFC 3339.

// Time formats a moment: "2026-11-29 15:56 UTC", with seconds if they are not 0. A page converts it to
// its zone.
func Time(t units.Time) string { return t.String() }

// Between formats two moments and names their zone once.
func Between(from, to units.Time) string {
	clocks := Clocks([]units.Time{from, to}, time.UTC)
	return clocks[0] + " to " + clocks[1] + " UTC"
}

// Clocks formats the moments of a table in a zone. All have seconds if one has. The table names the
// zone.
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

// Times formats the moments of a table that does not name a zone: each has its own.
func Times(list []units.Time) []string {
	clocks := Clocks(list, time.UTC)
	for i := range clocks {
		clocks[i] += " UTC"
	}
	return clocks
}

// BothClocks formats a moment in a zone and in UTC: "2026-12-24 09:00 CET (2026-12-24 08:00 UTC)". nil
// is UTC alone.
func BothClocks(t units.Time, zone *time.Location) string {
	if _, offset := inZone(t, zone).Zone(); offset == 0 {
		return Time(t)
	}
	return clock(t, zone) + " (" + Time(t) + ")"
}

// clock formats a moment with the zone's own name, such as CET.
func clock(t units.Time, zone *time.Location) string {
	return inZone(t, zone).Format(units.ClockLayout(t%60 != 0) + " MST")
}

func inZone(t units.Time, zone *time.Location) time.Time {
	if zone == nil {
		zone = time.UTC
	}
	return time.Unix(int64(t), 0).In(zone)
}

// Exact formats a time in RFC 3339 like Time; other text is unchanged.
func Exact(exact string) string {
	if t, is := ReadTime(exact); is {
		return Time(t)
	}
	if exact == units.Time(0).RFC3339() {
		return "none"
	}
	return exact
}

// ReadTime parses a time in RFC 3339. It refuses the time 0, which in contracts means none.
func ReadTime(exact string) (units.Time, bool) {
	moment, err := time.Parse(time.RFC3339, exact)
	if err != nil || moment.Unix() <= 0 {
		return 0, false
	}
	return units.Time(moment.Unix()), true
}

// Duration formats seconds in their two largest units, rounded: "3 days 12 hours", "7 days".
func Duration(seconds units.Time) string { return seconds.Span() }

// ShortDuration is Duration for tables: "3d 12h".
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

// Every formats an interval: "every hour", "every 10 minutes", "every 1 minute 1 second".
func Every(seconds units.Time) string {
	length := Duration(seconds)
	if len(seconds.Units()) == 1 {
		length = strings.TrimPrefix(length, "1 ")
	}
	return "every " + length
}

// Typed formats a duration exactly, as flags take it: "2m", "1h30m".
func Typed(d time.Duration) string {
	typed := d.String()
	for _, zero := range []struct{ behind, cut string }{{"m0s", "0s"}, {"h0m", "0m"}} {
		if strings.HasSuffix(typed, zero.behind) {
			typed = strings.TrimSuffix(typed, zero.cut)
		}
	}
	return typed
}
