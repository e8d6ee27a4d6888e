package main

import "mpool/internal/failure"

// tellOutcome shows what a sending has come to, where it has.
func (a *app) tellOutcome(s *sender, err error) error {
	if err != nil || s.outcome == nil {
		return err
	}
	if err = a.show(s.outcome); err != nil && len(s.mined) > 0 {
		last := s.mined[len(s.mined)-1]
		return failure.New(failure.Mined, "output", "%s is mined and verified, and the result could not be written: %s", last.Hash, err).Because(err)
	}
	return err
}
