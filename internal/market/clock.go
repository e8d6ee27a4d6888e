package market

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// second is the limit for times in seconds: the year 2049. Larger numbers are in milliseconds,
// microseconds or nanoseconds.
const second = 2_500_000_000

// ParseTime returns a time in unix seconds. It reads a number (seconds, milliseconds, microseconds or
// nanoseconds, by its size), RFC 3339, or a date with or without a time in UTC.
func ParseTime(text string) (int64, error) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && n > 0 {
		for n >= second {
			n /= 1000
		}
		return n, nil
	}
	text = strings.Replace(text, " UTC", "", 1)
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02", "20060102"} {
		if at, err := time.Parse(layout, text); err == nil && at.Unix() > 0 {
			return at.Unix(), nil
		}
	}
	return 0, fmt.Errorf("invalid time %q", clip(text))
}

// TimeForms says which times ParseTime reads.
const TimeForms = "a time is unix seconds (or milliseconds, microseconds, nanoseconds), 2020-12-07T13:30:00Z, or 2020-12-07 13:30 in UTC"

func clip(text string) string {
	if len(text) > 40 {
		text = text[:40] + "…"
	}
	return text
}
