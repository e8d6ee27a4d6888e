package execution

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
)

// endOthers closes the records of unfinished operations on the same token when this operation is
// finished: it has completed or undone them. A Safe's part of a plan does not close them, because
// they are still needed to continue.
func (s *Sender) endOthers() {
	if s.Record == nil || s.Record.Status().Left() > 0 || isPart(s.Plan, &s.evidence) {
		return
	}
	token, is := tokenOf(s.Plan)
	if !is {
		return
	}
	entries, err := journal.List(s.engine.Settings.JournalDir())
	if err != nil {
		s.engine.UI.Warn("journal", "cannot check for an unfinished record of the same operation: %s", err)
	}
	for _, entry := range entries {
		if entry.ID != s.Record.ID() && replaces(entry.Status, s.Plan.Predicted, token) {
			endRecord(s.engine, s.Record.ID(), entry)
		}
	}
}

// replaces says that an operation on a pool's token ends what an unfinished record began. A record with a
// pending transaction stays open, because that can still be mined.
func replaces(status journal.Status, pool *ops.Snapshot, token common.Address) bool {
	if !planner.OfPool(status.Begin, pool) || !status.Unfinished() || status.InFlight() != nil {
		return false
	}
	plan, err := planner.ReadRecorded(status.Begin)
	if err != nil {
		return false
	}
	of, is := tokenOf(plan)
	return is && of == token
}

// tokenOf returns the token that an operation adds or removes.
func tokenOf(plan *ops.Plan) (common.Address, bool) {
	switch op := safe.InnerOperation(plan).(type) {
	case ops.AddToken:
		return op.Token, true
	case ops.RemoveToken:
		return op.Token, true
	}
	return common.Address{}, false
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
