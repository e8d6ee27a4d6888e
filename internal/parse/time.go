package parse

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"mpool/internal/units"
)

// Time parses a moment like units.ParseTime, and wall clock times of the zone: 2026-12-24 (which is
// 00:00), 2026-12-24 09:00. With a nil zone those are refused, because they would depend on the
// machine. A wall clock time that the zone skips or has twice is an error that says what to write.
func Time(words string, now units.Time, zone *time.Location) (units.Time, error) {
	return read(words, now, zone, Forms)
}

// Moment parses a time that does not depend on now, in one of the forms of FixedForms.
func Moment(words string, zone *time.Location) (units.Time, error) {
	if words = strings.TrimSpace(words); words == "now" || strings.HasPrefix(words, "+") {
		return 0, fmt.Errorf("invalid time %q: use one of %s", words, FixedForms)
	}
	return read(words, 0, zone, FixedForms)
}

func read(words string, now units.Time, zone *time.Location, forms string) (units.Time, error) {
	words = strings.TrimSpace(words)
	clock, named := cutZone(words)
	if named != nil {
		zone = named
	}
	wall, isWall := wallClock(clock)
	if err := abbreviated(words); err != nil && named == nil {
		return 0, err
	}
	if _, err := units.ParseDuration(words); err == nil && !otherForm(words) && forms == Forms {
		return 0, fmt.Errorf("%q is a duration, not a time: did you mean +%s?", words, words)
	}
	switch {
	case !isWall && (named != nil || !otherForm(words)):
		return 0, fmt.Errorf("invalid time %q: use one of %s", words, forms)
	case !isWall:
		return units.ParseTime(words, now)
	case zone == nil:
		return 0, fmt.Errorf("%q names no zone: write \"%s Europe/Zurich\" with your zone, %sZ for UTC, or set tz in the configuration or --tz", words, words, wall.Format("2006-01-02T15:04:05"))
	}
	switch moments := momentsOf(wall, zone); {
	case len(moments) == 0:
		return 0, skippedError(words, wall, zone)
	case len(moments) == 2:
		return 0, fmt.Errorf("%q is twice in %s, where clocks are set back: write %s for the first or %s for the second",
			words, zone, moments[0].Format(time.RFC3339), moments[1].Format(time.RFC3339))
	case moments[0].Unix() < 0:
		return 0, fmt.Errorf("%q is before 1970: pools keep no such times", words)
	default:
		return units.Time(moments[0].Unix()), nil
	}
}

// Forms lists the forms of a time.
const Forms = "now, +2h, " + FixedForms

// FixedForms are the forms that do not depend on now.
const FixedForms = `2026-12-24, "2026-12-24 09:00" (both in the zone of --tz), "2026-12-24 09:00 Europe/Zurich", 2026-12-24T09:00Z, 2026-12-24T09:00+01:00, or unix seconds`

// FormsOfFlag are the same, as short as a flag's line of help has room for.
const FormsOfFlag = `now, +2h, 2026-12-24, "2026-12-24 09:00" (in --tz), "2026-12-24 09:00 Europe/Zurich", 2026-12-24T09:00Z or unix seconds`

// otherForm reports whether words are a time in another form than a wall clock's, or begin like one: then
// the error of units.ParseTime says what is wrong.
func otherForm(words string) bool {
	if _, err := units.ParseTime(words, 0); err == nil {
		return true
	}
	return words != "" && (words[0] == '+' || strings.Trim(words, "0123456789") == "")
}

// cutZone separates a zone from the wall clock time before it: UTC, or a name of the tz database with a
// slash. Abbreviations such as CET are not accepted, because they are ambiguous.
func cutZone(words string) (clock string, zone *time.Location) {
	at := strings.LastIndexByte(words, ' ')
	if at < 0 || words[at+1:] != "UTC" && !strings.Contains(words[at+1:], "/") {
		return words, nil
	}
	zone, err := Zone(words[at+1:])
	if err != nil {
		return words, nil
	}
	return strings.TrimSpace(words[:at]), zone
}

// wallClock parses a wall clock time as if it were UTC.
func wallClock(words string) (time.Time, bool) {
	for _, layout := range []string{time.DateOnly, "2006-01-02 15:04", "2006-01-02T15:04", time.DateTime, "2006-01-02T15:04:05"} {
		wall, err := time.Parse(layout, words)
		if err == nil && wall.Nanosecond() == 0 { // time.Parse accepts fractions of seconds too
			return wall, true
		}
	}
	return time.Time{}, false
}

// momentsOf returns the moments at which the zone's clocks show the time, in order: normally one, none
// if clocks skip it, two if they are set back.
func momentsOf(wall time.Time, zone *time.Location) []time.Time {
	var moments []time.Time
	for _, offset := range offsetsAround(wall, zone) {
		moment := wall.Add(-offset).In(zone)
		if shows(moment, wall) {
			moments = append(moments, moment)
		}
	}
	slices.SortFunc(moments, time.Time.Compare)
	return moments
}

// offsetsAround returns the zone's offsets 36 hours before and after. No zone is that far from UTC, and
// none changes twice in that time.
func offsetsAround(wall time.Time, zone *time.Location) []time.Duration {
	var offsets []time.Duration
	for _, near := range []time.Duration{-36 * time.Hour, 36 * time.Hour} {
		_, seconds := wall.Add(near).In(zone).Zone()
		if offset := time.Duration(seconds) * time.Second; !slices.Contains(offsets, offset) {
			offsets = append(offsets, offset)
		}
	}
	return offsets
}

func shows(moment, wall time.Time) bool {
	return moment.Format(time.DateTime) == wall.Format(time.DateTime)
}

// skippedError says that clocks skip the time, and what they show instead.
func skippedError(words string, wall time.Time, zone *time.Location) error {
	_, before := wall.Add(-36 * time.Hour).In(zone).Zone()
	instead := wall.Add(-time.Duration(before) * time.Second).In(zone)
	return fmt.Errorf("%q does not exist in %s, where clocks are set forward: write %s (%s UTC) if that is meant",
		words, zone, instead.Format(time.RFC3339), instead.UTC().Format("2006-01-02 15:04"))
}

// ZoneOf returns the zone of a time, which may be an offset, as in 2026-12-24T09:00+01:00; nil if it
// has none.
func ZoneOf(words string) *time.Location {
	if clock, zone := cutZone(words); zone != nil {
		if _, isWall := wallClock(clock); isWall {
			return zone
		}
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		moment, err := time.Parse(layout, words)
		if err != nil {
			continue
		}
		if _, seconds := moment.Zone(); seconds != 0 {
			return time.FixedZone(moment.Format("-07:00"), seconds)
		}
	}
	return nil
}

// Zone returns a time zone by its name in the tz database, or UTC.
func Zone(name string) (*time.Location, error) {
	if name == "" || strings.EqualFold(name, "local") {
		return nil, fmt.Errorf("%q is not a time zone such as Europe/Zurich or UTC", name)
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, fmt.Errorf("%q is not a time zone such as Europe/Zurich or UTC", name)
	}
	return zone, nil
}
