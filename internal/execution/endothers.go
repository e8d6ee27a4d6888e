package execution

import (
	"mpool/internal/halfway"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
)

// endOthers closes the records of unfinished operations that this operation, now finished, has completed
// or undone: on the same token, or on the same doors of the pool. A Safe's part of a plan does not close
// them, because they are still needed to continue.
func (s *Sender) endOthers() {
	if s.Record == nil || s.Record.Status().Left() > 0 || isPart(s.Plan, &s.evidence) {
		return
	}
	entries, err := journal.List(s.engine.Settings.JournalDir())
	if err != nil {
		s.engine.UI.Warn("journal", "cannot check for an unfinished record of the same operation: %s", err)
	}
	for _, entry := range entries {
		if entry.ID != s.Record.ID() && replaces(entry.Status, s.Plan, newest(s)) {
			endRecord(s.engine, s.Record.ID(), entry)
		}
	}
}

// newest is the newest state that this run has read; nil if it has read none.
func newest(s *Sender) *ops.Snapshot {
	now := s.found
	if s.proposal != nil && (now == nil || s.proposal.Before.Block.Number > now.Block.Number) {
		now = s.proposal.Before
	}
	return now
}

// replaces says that a finished plan ends what an unfinished record of the pool began. A record with a
// pending transaction stays open, because that can still be mined.
func replaces(status journal.Status, by *ops.Plan, now *ops.Snapshot) bool {
	if !planner.OfPool(status.Begin, by.Predicted) || !status.Unfinished() || status.InFlight() != nil {
		return false
	}
	plan, err := planner.ReadRecorded(status.Begin)
	if err != nil {
		return false
	}
	token, adds := halfway.TokenOf(by)
	of, same := halfway.TokenOf(plan)
	return adds && same && of == token || endsDoors(safe.InnerOperation(by), safe.InnerOperation(plan), now)
}

// endsDoors says that a finished shut or open ends an unfinished one: the later command counts. An open
// ends only what it has opened again.
func endsDoors(by, of ops.Operation, now *ops.Snapshot) bool {
	doors, is := doorsOf(of)
	if !is {
		return false
	}
	switch by.(type) {
	case ops.Shut:
		return true
	case ops.Open:
		return now != nil && doors.Shuts(now) == ""
	}
	return false
}

// doorsOf are the doors that a shut shuts or an open opens; is is false for other operations.
func doorsOf(op ops.Operation) (doors ops.Doors, is bool) {
	switch op := op.(type) {
	case ops.Shut:
		return op.Doors, true
	case ops.Open:
		return op.Doors, true
	}
	return ops.Doors{}, false
}

// endRecord closes the record of an operation that the record by replaces.
func endRecord(e *Engine, by string, entry journal.Entry) {
	record, err := journal.Open(entry.Path, e.Clock.Now)
	if err == nil {
		err = record.CloseOperation("replaced by " + by)
		_ = record.Close() // the record is on the disk already
	}
	if err != nil {
		e.UI.Warn("journal", "cannot close the record %s: %s", entry.ID, err)
		return
	}
	e.UI.Note("the unfinished %s of %s is closed: this operation replaces it", entry.Status.Begin.Operation, entry.ID)
}
