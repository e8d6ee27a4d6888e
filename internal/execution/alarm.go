package execution

import (
	"errors"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planfile"
)

// RecordAlarm records a shutdown for which nothing has to be sent, so that unfinished operations
// and mpool open take it into account.
func (e *Engine) RecordAlarm(plan *ops.Plan) error {
	shut, is := plan.Operation.(ops.Shut)
	if !is || shut.Kept == nil {
		return nil
	}
	lock, err := e.Lock()
	if err != nil {
		return err
	}
	defer func() { _ = lock.Release() }() // the end of the process releases it too
	digest, err := plan.Digest()
	if err != nil {
		return err
	}
	document, err := planfile.Text(plan)
	if err != nil {
		return err
	}
	record, err := journal.Create(e.Settings.JournalDir(), e.Clock.Now, journal.Begin{
		Plan: digest, Operation: shut.Name(), Subject: plan.Predicted.Pool.Address, ChainID: plan.Predicted.ChainID, Calls: 1, Document: document,
	})
	if err == nil {
		err = record.CloseOperation("nothing was sent: everything was already shut")
		_ = record.Close() // the record is on the disk already
	}
	if err != nil {
		return failure.New(failure.Plain, "journal", "cannot record the shutdown: %s", err).Because(err).WithHint("check the folder %s", e.Settings.JournalDir())
	}
	e.UI.Note("shutdown recorded: unfinished operations leave the pool shut; mpool open %s restores its previous state", plan.Predicted.Pool.Address)
	return nil
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
