package ops

import (
	"errors"
	"fmt"

	"mpool/internal/units"
)

// Schedule says when a gradual change runs, as the user wrote it.
type Schedule struct {
	Start    string // "now" or a time; empty is now
	End      string // a time; or
	Duration string // how long from the start; or
	Instant  bool   // all at once, at the start
	// Read reads a time; nil: ParseTime.
	Read func(text string, now units.Time) (units.Time, error)
}

// InstantLead is how far after the block's time an immediate jump ends. The contracts know
// no "when mined": a change whose end has passed when it is mined reverts with BAL#326.
const InstantLead = units.Time(10 * 60)

// Resolve turns the schedule into times, now being the block's time.
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

// Check refuses what does not go together, or is too little.
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
