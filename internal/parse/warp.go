package parse

import (
	"strings"

	"mpool/internal/failure"
	"mpool/internal/units"
)

// ClockMove says how far, or to which time, to move a clock.
type ClockMove struct {
	By, To units.Time // exactly one is set
}

// Warp parses a duration, with or without a leading +, or a time.
func Warp(text string) (ClockMove, error) {
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
	to, notTime := units.ParseTime(text, 0)
	if to >= 1<<32 {
		return ClockMove{}, failure.Usage("%s is after 2106, the last year that a pool can store", text)
	}
	if notTime != nil || strings.HasPrefix(text, "+") || to == 0 {
		return ClockMove{}, failure.Usage("%s, and not a time", err).WithHint("mpool devnet warp +84h")
	}
	return ClockMove{To: to}, nil
}

const oneDay = 24 * 60 * 60
