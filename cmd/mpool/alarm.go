package main

import (
	"encoding/json"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// keptDoors are what is shut already by an earlier alarm, or an operation that is not
// finished, and was open before; nil where there is nothing of it. In an alarm nothing
// that cannot be read keeps the rest from being shut.
func (t *target) keptDoors() *ops.Doors {
	var kept ops.Doors
	kept = kept.KeepShut().AsFound()
	plan, err := t.plans.LastShut(t.before)
	if err == nil && plan != nil {
		var doors ops.Doors
		doors, err = t.plans.StillShut(t.ctx, t.client, plan, t.before)
		kept = kept.Or(doors)
	}
	if err != nil {
		t.ui.Warn("doors.unread", "whether what an earlier shut has shut was opened since is not known: %s", err)
	}
	_, _, err = t.begunDoors(func(plan *ops.Plan) (ops.Doors, bool) {
		if d, is := ops.ShutDoors(planner.InnerOperation(plan)); is && d.AsFound().Shuts(t.before) != "" {
			kept = kept.Or(d)
			t.ui.Warn("doors.unfinished", "%s is not finished, and would open %s at its end: it leaves that shut once this is sent with --broadcast; mpool open %s opens it again",
				planner.InnerOperation(plan).Name(), d.Shuts(t.before), t.before.Pool.Address)
		}
		return ops.Doors{}, false
	})
	if err != nil {
		t.ui.Warn("doors.unread", "what is unfinished cannot be read: %s", err)
	}
	if kept.Shuts(t.before) == "" {
		return nil
	}
	return &kept
}

// recordAlarm records a shut of which nothing has to be sent: an operation that is not
// finished goes by it, and so does open.
func (e *engine) recordAlarm(plan *ops.Plan) error {
	shut, is := plan.Operation.(ops.Shut)
	if !is || shut.Kept == nil {
		return nil
	}
	lock, err := e.lock()
	if err != nil {
		return err
	}
	defer func() { _ = lock.Release() }() // so does the end of the process
	digest, err := plan.Digest()
	if err != nil {
		return err
	}
	document, err := json.Marshal(plan)
	if err != nil {
		return err
	}
	record, err := journal.Create(e.settings.JournalDir(), e.now, journal.Begin{
		Plan: digest, Operation: shut.Name(), Subject: plan.Predicted.Pool.Address, ChainID: plan.Predicted.ChainID, Calls: 1, Document: document,
	})
	if err == nil {
		err = record.CloseOperation("nothing had to be sent: all of it was shut")
		_ = record.Close() // it is on the disk already
	}
	if err != nil {
		return failure.New(failure.Plain, "journal", "the alarm could not be recorded: %s", err).Because(err).WithHint("look at the folder %s", e.settings.JournalDir())
	}
	e.ui.Note("the alarm is recorded: what is not finished leaves the pool shut; mpool open %s opens it as it was before", plan.Predicted.Pool.Address)
	return nil
}
