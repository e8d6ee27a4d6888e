package text

import (
	"regexp"
	"strings"
	"time"

	"mpool/internal/units"
)

// A page shows times in its zone. Other code writes times in UTC, in the form of Time or Between, and
// the page converts them. So plans and errors need no zone.

const clockForm = `\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?`

// utcTimes finds times in UTC. It also matches a time of another zone followed by UTC in brackets,
// which stays unchanged.
var utcTimes = regexp.MustCompile(`(` + clockForm + ` \S+ \(` + clockForm + ` UTC\))|(?:(` + clockForm + `) to )?(` + clockForm + `) UTC\b`)

// InZone converts the UTC times in a text to a zone; nil is UTC.
func InZone(words string, zone *time.Location) string {
	if zone == nil || zone == time.UTC || !strings.Contains(words, " UTC") {
		return words
	}
	return utcTimes.ReplaceAllStringFunc(words, func(found string) string {
		parts := utcTimes.FindStringSubmatch(found)
		from, to := readUTC(parts[2]), readUTC(parts[3])
		switch {
		case parts[1] != "" || to == nil || parts[2] != "" && from == nil:
			return found
		case from == nil:
			return clock(*to, zone)
		}
		return between(*from, *to, zone)
	})
}

// between names the zone once, unless its offset changes in between.
func between(from, to units.Time, zone *time.Location) string {
	a, _ := inZone(from, zone).Zone()
	if b, _ := inZone(to, zone).Zone(); a != b {
		return clock(from, zone) + " to " + clock(to, zone)
	}
	clocks := Clocks([]units.Time{from, to}, zone)
	return clocks[0] + " to " + clocks[1] + " " + a
}

func readUTC(words string) *units.Time {
	for _, seconds := range []bool{false, true} {
		moment, err := time.Parse(units.ClockLayout(seconds), words)
		if err == nil && moment.Unix() >= 0 {
			t := units.Time(moment.Unix())
			return &t
		}
	}
	return nil
}

// ZoneName returns the name of the page's zone for tables.
func (p *Page) ZoneName() string { return p.Reader().ZoneName() }
