package main

import (
	"mpool/internal/execution"
	"mpool/internal/failure"
)

// tellOutcome shows the result of sending, if there is one.
func (a *app) tellOutcome(s *execution.Sender, err error) error {
	if err != nil || s.Outcome == nil {
		return err
	}
	if err = a.show(s.Outcome); err != nil && len(s.Mined) > 0 {
		last := s.Mined[len(s.Mined)-1]
		return failure.New(failure.Mined, "output", "%s is mined and verified, but the result could not be written: %s", last.Hash, err).Because(err)
	}
	return err
}
