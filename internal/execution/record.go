package execution

import (
	"fmt"
	"os"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planfile"
	"mpool/internal/planner"
)

// recordedOverrides returns the overrides in the form of the record.
func recordedOverrides(f *planner.Override, plan *ops.Plan) []journal.Override {
	var list []journal.Override
	for _, one := range f.View(plan) {
		list = append(list, journal.Override(one))
	}
	return list
}

// Lock takes the lock of the records. While it is held, no other mpool sends.
func (e *Engine) Lock() (*journal.Lock, error) {
	holder := journal.Holder{PID: os.Getpid(), Command: e.Command, Since: e.Clock.Now()}
	return journal.Take(e.Settings.JournalDir(), holder)
}

// onRecord takes the lock and calls run with the chosen record.
func onRecord[T any](e *Engine, args []string, run func(journal.Entry) (T, error)) (none T, err error) {
	lock, err := e.Lock()
	if err != nil {
		return none, err
	}
	defer func() { _ = lock.Release() }() // the end of the process releases it too
	entry, err := e.PickRecord(args)
	if err != nil {
		return none, err
	}
	return run(entry)
}

// begin starts the record of a plan, or continues an existing record of it.
func (s *Sender) begin() error {
	if s.Record != nil {
		return nil
	}
	begun, err := s.begun()
	if err == nil && begun != "" {
		s.Record, err = journal.Open(begun, s.engine.Clock.Now)
	} else if err == nil {
		s.Record, err = s.create()
	}
	if err != nil {
		return failure.New(failure.Plain, "journal", "cannot start the record: %s", err).Because(err).
			WithHint("check the folder %s, or use another --state-dir", s.engine.Settings.JournalDir())
	}
	return nil
}

// begun returns the path of an unfinished record of the same plan; empty if there is none.
func (j *job) begun() (string, error) {
	entries, err := journal.List(j.engine.Settings.JournalDir())
	for _, entry := range entries {
		if entry.Status.Begin.Plan == j.Digest && entry.Status.Unfinished() {
			return entry.Path, nil
		}
	}
	return "", err
}

func (j *job) create() (*journal.Journal, error) {
	document, err := planfile.Text(j.Plan)
	if err != nil {
		return nil, err
	}
	return journal.Create(j.engine.Settings.JournalDir(), j.engine.Clock.Now, journal.Begin{
		Plan: j.Digest, Operation: j.Plan.Operation.Name(), Subject: j.Plan.Predicted.Pool.Address,
		ChainID: j.Plan.Predicted.ChainID, Calls: len(j.Plan.Calls), Document: document,
		Confirmations: j.engine.Settings.Confirmations,
	})
}

func Contains(list []common.Address, address common.Address) bool {
	for _, one := range list {
		if one == address {
			return true
		}
	}
	return false
}

// RefuseSent refuses if this call of the plan was signed before: a script that runs again must not
// send it twice.
func (e *Engine) RefuseSent(call journal.Intent) error {
	entry, hash, err := journal.Find(e.Settings.JournalDir(), call)
	path := entry.Path
	switch {
	case err != nil:
		return planner.Unreadable(err)
	case entry.Status.InFlight() != nil:
		return failure.New(failure.Unconfirmed, "in_flight", "this plan was already signed, and its transaction %s is unresolved", hash).
			WithDetail("hash", hash).WithDetail("id", entry.ID).WithDetail("journal", path).WithHint("mpool resume %s", entry.ID)
	case path != "":
		hint := "run mpool tx list --all to see it; to repeat the operation, write a new plan"
		if entry.Status.Unfinished() { // resume would end here each time
			hint = fmt.Sprintf("mpool resume cannot send this call a second time; to give up the rest of %s: mpool tx close %s; to repeat the operation, write a new plan", planner.CommandOf(entry.Status.Begin), entry.ID)
		}
		return failure.New(failure.Refused, "sent", "this plan was already signed: transaction %s", hash).
			WithDetail("hash", hash).WithDetail("id", entry.ID).WithDetail("journal", path).WithHint("%s", hint)
	}
	return nil
}
