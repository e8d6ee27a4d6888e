package execution

import (
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
	"mpool/internal/planner"
)

// mayPublish checks whether a signed call may be published, again or with other fees.
func mayPublish(ctx context.Context, s *Sender, call *journal.Call) error {
	if err := s.Overtaken(ctx, call); err != nil {
		return err
	}
	newest, err := s.Client.Header(ctx, chain.Latest())
	if err == nil {
		err = s.astray(ops.Block{Number: newest.Number, Time: newest.Time}, s.Plan)
	}
	if err != nil {
		return err
	}
	return overdue(ctx, s, call)
}

// Overtaken checks, before bytes are published again, whether the Safe has executed this nonce
// without them. Then they would revert and waste gas.
func (s *Sender) Overtaken(ctx context.Context, call *journal.Call) error {
	if s.Old != nil {
		return leaveUnpublished(s.Record.ID(), s.Old, call)
	}
	op, is := s.Plan.Operation.(wallet.ExecSafe)
	if !is {
		return nil
	}
	race, err := s.witness.race(ctx, op)
	if err != nil {
		return failure.New(failure.Unconfirmed, "unconfirmed", "%s is pending, and mpool cannot check whether the Safe has already executed its transaction: %s", HashOf(call), err).Because(err).
			WithHint("mpool resume %s", s.Record.ID())
	}
	if race.Nonce <= op.Nonce || slices.Contains(call.Hashes, race.By) {
		return nil
	}
	f := failure.New(failure.Unconfirmed, "safe.nonce", "%s was not published because it would revert: nonce %d of the Safe %s is used by another transaction", HashOf(call), op.Nonce, op.Safe)
	if race.By != (common.Hash{}) {
		f = failure.New(failure.Unconfirmed, "safe.executed", "%s was not published because it would revert: %s", HashOf(call), race.Text(op)).WithDetail("executed_by", race.By)
	}
	return f.WithDetail("id", s.Record.ID()).
		WithHint("anyone who has seen it can still publish it; to use its nonce for an empty transaction: mpool tx cancel %s; to check the pool: mpool status %s", s.Record.ID(), s.Plan.Predicted.Pool.Address)
}

// safeRace describes in words that another transaction executed the Safe transaction.
type safeRace struct{ chain.SafeRace }

func (r safeRace) Text(op wallet.ExecSafe) string {
	what := "has executed"
	if r.Failed {
		what = "tried and failed to execute"
	}
	return fmt.Sprintf("the Safe %s transaction %d already, in %s", what, op.Nonce, r.By)
}

func (w witness) race(ctx context.Context, op wallet.ExecSafe) (safeRace, error) {
	race, err := w.Client.SafeRaceOf(ctx, op.Safe, op.Nonce, op.Hash, w.Plan.Base.Number)
	return safeRace{race}, err
}

// lostRace returns the transaction that executed the Safe transaction before ours, which reverted;
// nil if there is none or it is unknown.
func (w witness) lostRace(ctx context.Context, receipt *chain.Receipt) *common.Hash {
	op, is := w.Plan.Operation.(wallet.ExecSafe)
	if !is || receipt.Success {
		return nil
	}
	race, err := w.race(ctx, op)
	if err != nil || race.By == (common.Hash{}) || race.By == receipt.Hash {
		return nil
	}
	return &race.By
}

// tellRace adds to a cancelled execution that another transaction has used the Safe's nonce, or
// that this is unknown: the pool may have changed.
func (w witness) tellRace(ctx context.Context, v *Cancelled) {
	op, is := w.Plan.Operation.(wallet.ExecSafe)
	if !is {
		return
	}
	race, err := w.race(ctx, op)
	switch {
	case err != nil:
		v.Raced = "cannot check whether another transaction has done the same"
	case race.By != (common.Hash{}):
		v.ExecutedBy, v.Raced = &race.By, race.Text(op)
	case race.Nonce > op.Nonce:
		v.Raced = fmt.Sprintf("nonce %d of the Safe %s is used by another transaction", op.Nonce, op.Safe)
	}
}

// RefuseSafeInFlight refuses if a pending transaction, from any account, executes the same nonce of
// a Safe: only one can succeed. own is the record to continue; empty if there is none.
func (e *Engine) RefuseSafeInFlight(chainID uint64, of common.Address, nonce uint64, own string) error {
	entries, err := journal.List(e.Settings.JournalDir())
	if err != nil {
		return planner.Unreadable(err)
	}
	for _, entry := range entries {
		if entry.Status.InFlight() == nil || entry.ID == own || entry.Status.Begin.ChainID != chainID {
			continue
		}
		op, is, err := readSafeExec(entry.Status.Begin)
		if err != nil {
			return failure.New(failure.Unconfirmed, "in_flight", "%s is unresolved, and mpool cannot read which Safe transaction it executes: %s", HashOf(entry.Status.InFlight()), err).Because(err).
				WithDetail("id", entry.ID).WithDetail("journal", entry.Path).WithHint("%s", failure.HintOf(err))
		}
		if !is || op.Safe != of || op.Nonce != nonce {
			continue
		}
		return failure.New(failure.Unconfirmed, "in_flight", "transaction %d of the Safe %s is already being executed by an unresolved transaction, %s of %s; a second one would revert", nonce, of,
			HashOf(entry.Status.InFlight()), op.Executor).
			WithDetail("id", entry.ID).WithDetail("journal", entry.Path).WithHint("mpool resume %s", entry.ID)
	}
	return nil
}

// SafeExecOf returns the operation of a record that executes a Safe transaction. It is false if the
// record's plan cannot be read.
func SafeExecOf(begin journal.Begin) (op wallet.ExecSafe, is bool) {
	op, is, _ = readSafeExec(begin)
	return op, is
}

func readSafeExec(begin journal.Begin) (op wallet.ExecSafe, is bool, err error) {
	if begin.Operation != (wallet.ExecSafe{}).Name() {
		return op, false, nil
	}
	plan, err := planner.ReadRecorded(begin)
	if err != nil {
		return op, false, err
	}
	op, is = plan.Operation.(wallet.ExecSafe)
	return op, is, nil
}

// refuseRival is RefuseSafeInFlight for a plan.
func refuseRival(e *Engine, record *journal.Journal, shown *planner.Proposal) error {
	op, is := shown.Plan.Operation.(wallet.ExecSafe)
	if !is {
		return nil
	}
	own := ""
	if record != nil {
		own = record.ID()
	}
	return e.RefuseSafeInFlight(shown.Before.ChainID, op.Safe, op.Nonce, own)
}
