package execution

import (
	"errors"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planfile"
	"mpool/internal/planner"
)

// RecordAlarm records a shutdown for which nothing has to be sent, so that unfinished operations
// and mpool open take it into account. It needs no lock: an operation that is being sent looks for
// this record before each call.
func (e *Engine) RecordAlarm(plan *ops.Plan) error {
	switch op := plan.Operation.(type) {
	case ops.SetSwaps:
		if op.Enabled {
			return nil
		}
	case ops.Shut:
		if op.Kept == nil {
			break
		}
		if err := e.recordAlarm(plan, "nothing was sent: everything was already shut"); err != nil {
			return err
		}
		e.UI.Note("shutdown recorded: unfinished operations leave the pool shut; mpool open %s restores its previous state", plan.Predicted.Pool.Address)
	default:
		return nil
	}
	e.warnOpening(plan) // what is pending may open it after all
	return nil
}

func (e *Engine) recordAlarm(plan *ops.Plan, why string) error {
	digest, err := plan.Digest()
	if err != nil {
		return err
	}
	document, err := planfile.Text(plan)
	if err != nil {
		return err
	}
	record, err := journal.Create(e.Settings.JournalDir(), e.Clock.Now, journal.Begin{
		Plan: digest, Operation: plan.Operation.Name(), Subject: plan.Predicted.Pool.Address, ChainID: plan.Predicted.ChainID, Calls: max(1, len(plan.Calls)), Document: document,
	})
	if err == nil {
		err = record.CloseOperation(why)
		_ = record.Close() // the record is on the disk already
	}
	if err != nil {
		return failure.New(failure.Plain, "journal", "cannot record the shutdown: %s", err).Because(err).WithHint("check the folder %s", e.Settings.JournalDir())
	}
	return nil
}

// warnOpening warns of a pending transaction that opens a door of the pool after the alarm.
func (e *Engine) warnOpening(plan *ops.Plan) {
	entries, err := journal.List(e.Settings.JournalDir())
	if err != nil {
		return // the alarm is recorded, and the next command reports it
	}
	for _, entry := range entries {
		call := entry.Status.InFlight()
		if call == nil || call.Cancelling() || !planner.OfPool(entry.Status.Begin, plan.Predicted) {
			continue
		}
		recorded, err := planner.ReadRecorded(entry.Status.Begin)
		if err != nil {
			continue
		}
		if door, opens, is := ops.DoorCall(recordedCall(recorded, call.Intent)); is && opens {
			e.UI.Warn("shut.opening", "%s of %s is pending and opens %s: to replace it by an empty transaction: mpool tx cancel %s", HashOf(call), planner.CommandOf(entry.Status.Begin), door, entry.ID)
		}
	}
}

// alarmBeside records the alarm of a shutdown that cannot be sent because another mpool is sending, and
// says how to send it. Other errors and operations are left as they are.
func alarmBeside(s *Sender, err error, shown *planner.Proposal) error {
	var locked *journal.LockedError
	if _, shuts := shown.Plan.Operation.(ops.Shut); !shuts || !errors.As(err, &locked) {
		return err
	}
	if err := s.engine.recordAlarm(shown.Plan, "nothing was sent: another mpool was sending"); err != nil {
		return err
	}
	s.engine.warnOpening(shown.Plan)
	return failure.New(failure.Locked, "locked", "the pool is not shut yet: %s", locked).Because(locked).
		WithHint("%s, then: mpool shut %s --broadcast --yes %s; the alarm is recorded: add-token and remove-token leave the pool shut from their next call on",
			locked.Stop(), shown.Plan.Predicted.Pool.Address, keyWords(s.Flags.Signer))
}

// alarmed gives an alarm that a pending transaction holds up the line that does both: cancel, and shut.
// A pending alarm is not cancelled for another one.
func alarmed(err error, plan *ops.Plan, flags *Options) error {
	var f *failure.Failure
	if _, shuts := plan.Operation.(ops.Shut); !shuts || !errors.As(err, &f) || f.Details["id"] == nil || f.Details["nonce_used"] != nil {
		return err
	}
	id, key := f.Details["id"], keyWords(flags.Signer)
	if f.Details["operation"] == (ops.Shut{}).Name() {
		return f.WithHint("to wait for it: mpool resume %s; to pay a higher fee: mpool tx bump %s --yes %s", id, id, key)
	}
	return f.WithHint("to replace it and then shut the pool: mpool tx cancel %s --yes %s; mpool shut %s --broadcast --yes %s", id, key, plan.Predicted.Pool.Address, key)
}
