package parse

import (
	"strings"
	"time"

	"mpool/internal/failure"
	"mpool/internal/units"
)

// ClockMove says how far, or to which time, to move a clock.
type ClockMove struct {
	By, To units.Time // exactly one is set
}

// Warp parses a duration, with or without a leading +, or a time, whose wall clock is that of the zone.
func Warp(text string, zone *time.Location) (ClockMove, error) {
	by, err := units.ParseDuration(strings.TrimPrefix(text, "+"))
	if err == nil && by == 0 {
		return ClockMove{}, failure.Usage("%q does not move the clock", text).WithHint("mpool devnet warp +84h")
	}
	if by > 50*365*oneDay {
		return ClockMove{}, failure.Usage("%s is after 2106, the last year that a pool can store", text)
	}
	if err == nil {
		return ClockMove{By: by}, nil
	}
	if plus := strings.HasPrefix(text, "+"); plus || !strings.ContainsAny(text, "-: ") && strings.Trim(text, "0123456789") != "" {
		return ClockMove{}, failure.Usage("%s, and not a time", err).WithHint("mpool devnet warp +84h")
	}
	to, err := Moment(text, zone)
	switch {
	case err != nil:
		return ClockMove{}, failure.Usage("%s", err).WithHint("mpool devnet warp +84h")
	case to == 0:
		return ClockMove{}, failure.Usage("%q does not move the clock", text).WithHint("mpool devnet warp +84h")
	case to >= 1<<32:
		return ClockMove{}, failure.Usage("%s is after 2106, the last year that a pool can store", text)
	}
	return ClockMove{To: to}, nil
}

const oneDay = 24 * 60 * 60
