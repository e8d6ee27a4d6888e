package units

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/holiman/uint256"
)

// RFC3339 is the time in RFC 3339 and UTC, for programs and for comparing times as text.
func (t Time) RFC3339() string { return time.Unix(int64(t), 0).UTC().Format(time.RFC3339) }

// String is the time for people: "2026-11-29 15:56 UTC", with seconds unless they are zero.
func (t Time) String() string {
	moment := time.Unix(int64(t), 0).UTC()
	return moment.Format(ClockLayout(moment.Second() != 0)) + " UTC"
}

// ClockLayout is the layout of a time for people, with or without seconds.
func ClockLayout(seconds bool) string {
	if seconds {
		return "2006-01-02 15:04:05"
	}
	return "2006-01-02 15:04"
}

// Span is the duration for people, rounded: "7 days", "1 day 10 minutes".
func (t Time) Span() string { return spanWords(t.Units()) }

// ExactSpan is the duration for people without rounding, for limits and values compared with
// limits.
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
		words = append(words, Grouped(p.Count)+" "+p.Unit+s)
	}
	return strings.Join(words, " ")
}

// Grouped writes a number with commas between thousands.
func Grouped(n uint64) string {
	if n < 1000 {
		return strconv.FormatUint(n, 10)
	}
	return fmt.Sprintf("%s,%03d", Grouped(n/1000), n%1000)
}

// Units is a number of units of time, such as 3 of "day".
type Units struct {
	Count uint64
	Unit  string
}

const hour = 3600

// Units is the duration in at most two units. From an hour on it is rounded to minutes, and always
// to the smaller of the two units.
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

// parted splits a duration into its non-zero units. second is the length of the second unit.
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

// PercentText is a percentage for people, rounded to four decimals. It is exact if that would be
// zero.
func PercentText(f Fixed) string {
	const place = 1_000_000_000_000
	if Tiny(f) {
		return f.Percent()
	}
	n := new(uint256.Int).AddUint64(f.Int(), place/2)
	return Decimal(n.Div(n, uint256.NewInt(place)), 4) + "%"
}

// Wait is a program's waiting time for people.
func Wait(d time.Duration) string {
	if d < time.Second || d%time.Second != 0 {
		return d.String()
	}
	return Time(d / time.Second).Span()
}
