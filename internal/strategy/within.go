package strategy

import (
	"fmt"

	"mpool/internal/parse"
	"mpool/internal/units"
)

// Within compares the schedule with the times of the prices. It fails with a LineError for an entry
// after the last row, which would never happen. It returns the changes that are unfinished at the last
// row. Tasks refuses invalid times.
func (s *Strategy) Within(first, last units.Time) (unfinished []*LineError, err error) {
	for i := range s.Schedule {
		e := &s.Schedule[i]
		at, err := parse.Time(e.At, first, nil)
		if err != nil {
			continue
		}
		if at > last {
			return nil, &LineError{e.line, fmt.Sprintf("at: %s is after the last row of the prices, %s: it would never happen", at, last)}
		}
		if end := at + e.lasts(); end > last {
			unfinished = append(unfinished, &LineError{e.line, fmt.Sprintf("the change ends at %s, after the last row of the prices, %s: the result has only a part of it", end, last)})
		}
	}
	return unfinished, nil
}

// Hasty returns the changes that last at most two steps. The pool makes them in one or two jumps, so
// what they cost follows from the length of a step and not from their duration.
func (s *Strategy) Hasty(step units.Time) (hasty []*LineError) {
	add := func(line int, of string, lasts units.Time) {
		if lasts > 0 && lasts <= 2*step {
			hasty = append(hasty, &LineError{line, fmt.Sprintf("%s lasts %s, and a step %s: the result depends on the length of the steps; use a shorter --step, with prices as often, or a longer change", of, lasts.Span(), step.Span())})
		}
	}
	for i := range s.Schedule {
		add(s.Schedule[i].line, "the change", s.Schedule[i].lasts())
	}
	if s.Signal != nil {
		add(s.Signal.line, "a change of the signal", s.Signal.lasts())
	}
	return hasty
}

// lasts is the duration of each change of a signal; 0 if it is invalid.
func (s *Signal) lasts() units.Time {
	words := s.Guard.Duration
	if words == "" {
		words = s.Every
	}
	duration, err := span(words)
	if err != nil {
		return 0
	}
	return duration
}

// lasts is the duration of an entry's change; 0 if it has none or an invalid one.
func (e *Entry) lasts() units.Time {
	words := e.Duration
	if e.Fee != nil {
		words = e.Fee.Duration
	}
	duration, err := span(words)
	if err != nil {
		return 0
	}
	return duration
}
