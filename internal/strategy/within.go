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
