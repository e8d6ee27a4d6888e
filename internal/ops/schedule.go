package ops

import (
	"errors"
	"fmt"

	"mpool/internal/units"
)

// Schedule is the time of a gradual change as the user wrote it. Only one of End, Duration and
// Instant may be set.
type Schedule struct {
	Start    string // "now" or a time; empty means now
	End      string // a time
	Duration string // counted from the start
	Instant  bool   // everything at once, at the start
	// Read parses a time; nil means units.ParseTime.
	Read func(text string, now units.Time) (units.Time, error)
}

// InstantLead is the time, in seconds, from the block's time to the end of an immediate jump. The
// contracts have no "when mined": a change reverts with BAL#326 if its end has passed when it is
// mined.
const InstantLead = units.Time(10 * 60)

// Resolve returns the schedule's start and end. now is the block's time.
func (s Schedule) Resolve(now units.Time) (Ramp, error) {
	if err := s.Check(); err != nil {
		return Ramp{}, err
	}
	start := now
	if s.Start != "" {
		var err error
		if start, err = s.read(s.Start, now); err != nil {
			return Ramp{}, fmt.Errorf("--start: %w", err)
		}
	}
	if s.Instant {
		return instant(start, now), nil
	}
	end, err := s.end(start, now)
	if err != nil {
		return Ramp{}, err
	}
	if end == start {
		return Ramp{}, errors.New("a zero duration changes weights at once and exposes the pool to arbitrage; use --instant if you mean it")
	}
	return Ramp{start, end}, nil
}

func (s Schedule) read(text string, now units.Time) (units.Time, error) {
	if s.Read == nil {
		return units.ParseTime(text, now)
	}
	return s.Read(text, now)
}

// Check fails if more or less than one of End, Duration and Instant is set. A zero Duration with
// Instant is allowed.
func (s Schedule) Check() error {
	given := 0
	for _, set := range []bool{s.End != "", s.Duration != "", s.Instant} {
		if set {
			given++
		}
	}
	zero := s.Instant && s.End == "" && s.Duration != ""
	if zero {
		if d, err := units.ParseDuration(s.Duration); err == nil && d == 0 {
			return nil
		}
	}
	switch {
	case given == 0:
		return errors.New("give a duration: --duration 7d, --end TIME or --instant")
	case given > 1:
		return errors.New("use only one of --duration, --end and --instant")
	}
	return nil
}

func instant(start, now units.Time) Ramp {
	if start <= now {
		start = now + InstantLead
	}
	return Ramp{start, start}
}

func (s Schedule) end(start, now units.Time) (units.Time, error) {
	if s.Duration != "" {
		d, err := units.ParseDuration(s.Duration)
		if err != nil {
			return 0, fmt.Errorf("--duration: %w", err)
		}
		return start + d, nil
	}
	end, err := s.read(s.End, now)
	if err != nil {
		return 0, fmt.Errorf("--end: %w", err)
	}
	return end, nil
}
