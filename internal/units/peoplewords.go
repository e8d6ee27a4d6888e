package units

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/holiman/uint256"
)

// RFC3339 is the moment in RFC 3339, UTC: for programs, and where two moments are compared
// as text.
func (t Time) RFC3339() string { return time.Unix(int64(t), 0).UTC().Format(time.RFC3339) }

// String is the moment for people, "2026-11-29 15:56 UTC", with seconds where there are some.
func (t Time) String() string {
	moment := time.Unix(int64(t), 0).UTC()
	return moment.Format(ClockLayout(moment.Second() != 0)) + " UTC"
}

// ClockLayout is how a moment is written for people.
func ClockLayout(seconds bool) string {
	if seconds {
		return "2006-01-02 15:04:05"
	}
	return "2006-01-02 15:04"
}

// Span is a length of time for people, rounded: "7 days", "1 day 10 minutes".
func (t Time) Span() string { return spanWords(t.Units()) }

// ExactSpan is a limit, or what is held against one: it is not rounded.
func (t Time) ExactSpan() string {
	parts, _ := parted(t)
	return spanWords(parts)
}

func spanWords(parts []Units) string {
	var words []string
	for _, p := range parts {
		s := "s"
		if p.Count == 1 {
			s = ""
		}
		words = append(words, grouped(p.Count)+" "+p.Unit+s)
	}
	return strings.Join(words, " ")
}

// grouped has a comma between thousands of days.
func grouped(n uint64) string {
	if n < 1000 {
		return strconv.FormatUint(n, 10)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}

// Units are a count of units of time, such as 3 of "day".
type Units struct {
	Count uint64
	Unit  string
}

const hour = 3600

// Units are a length of time in two units at the most, rounded: to the minute from an hour
// on, and to the smaller of the two units.
func (t Time) Units() []Units {
	if t >= hour-30 {
		t = roundTo(t, 60)
	}
	parts, second := parted(t)
	if len(parts) > 2 {
		parts, _ = parted(roundTo(t, second))
	}
	return parts
}

// parted are the units of a length of time that it has any of, and how long the second is.
func parted(t Time) (parts []Units, second Time) {
	for _, unit := range []struct {
		of   Time
		name string
	}{{24 * hour, "day"}, {hour, "hour"}, {60, "minute"}, {1, "second"}} {
		if n := t / unit.of; n > 0 {
			parts = append(parts, Units{uint64(n), unit.name})
			t -= n * unit.of
			if len(parts) == 2 {
				second = unit.of
			}
		}
	}
	if parts == nil {
		parts = []Units{{0, "second"}}
	}
	return parts, second
}

func roundTo(t, to Time) Time { return (t + to/2) / to * to }

// PercentText is a percentage for people: rounded to four decimals, or exact where it has
// none of those.
func PercentText(f Fixed) string {
	const place = 1_000_000_000_000
	if Tiny(f) {
		return f.Percent()
	}
	n := new(uint256.Int).AddUint64(f.Int(), place/2)
	return Decimal(n.Div(n, uint256.NewInt(place)), 4) + "%"
}

// Wait is how long a program waits, for people.
func Wait(d time.Duration) string {
	if d < time.Second || d%time.Second != 0 {
		return d.String()
	}
	return Time(d / time.Second).Span()
}
