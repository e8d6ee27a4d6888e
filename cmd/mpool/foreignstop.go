package main

import "mpool/internal/journal"

// refuseForeignStop finds swaps that somebody has disabled before anything of
// the plan was sent, where the plan disables them first and enables them last:
// what looks like the plan's first call may be a stop for another reason, and
// enabling swaps at the end would undo it.
func (s *sender) refuseForeignStop() error {
	calls := s.plan.Calls
	if s.offset() != 1 || len(calls) < 3 || calls[0].Method != calls[len(calls)-1].Method || s.sentFirst() {
		return nil
	}
	return fail(exitRefused, "stale", "the plan is stale: swaps have been disabled since, and not by this plan, which would enable them at its end").
		withHint("plan again: without --pause-swaps if swaps are to stay disabled")
}

// sentFirst says whether a record knows the plan's first call as sent from here.
func (s *sender) sentFirst() bool {
	entry, _, err := journal.Find(s.journalDir(), intentOf(s.digest, s.plan, 0))
	return err == nil && entry.Path != ""
}
