package execution

import (
	"context"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/planner"
)

// way says which transactions must be settled before a plan is sent.
type way struct {
	chainID uint64
	from    []common.Address
	timeout time.Duration // how long a mined transaction may take to get its confirmations
}

// ClearWay is refuseInFlight for a command that does not hold the lock.
func (e *Engine) ClearWay(ctx context.Context, chainID uint64, from common.Address, timeout time.Duration) error {
	lock, err := e.Lock()
	if err != nil {
		return err
	}
	defer func() { _ = lock.Release() }() // the end of the process releases it too
	return e.refuseInFlight(ctx, way{chainID, []common.Address{from}, timeout})
}

// clearWay is refuseInFlight for a plan; the hint for an alarm is its own.
func clearWay(ctx context.Context, s *Sender, shown *planner.Proposal) error {
	err := s.engine.refuseInFlight(ctx, way{shown.Before.ChainID, planner.Senders(shown.Plan.Calls), s.Flags.Timeout})
	return alarmed(err, shown.Plan, s.Flags)
}

// refuseInFlight refuses if a transaction of one of the accounts may still be mined: mpool signs
// nothing more until that one is settled. What the chain has decided already, it settles itself.
func (e *Engine) refuseInFlight(ctx context.Context, w way) error {
	for {
		entry, err := e.inFlight(w)
		if err != nil || entry == nil {
			return err
		}
		used, settled := e.settleUsed(ctx, *entry, w.timeout)
		if !settled {
			return unresolved(*entry, used)
		}
	}
}

// inFlight returns the first record with a pending transaction of these accounts; nil if there is none.
func (e *Engine) inFlight(w way) (*journal.Entry, error) {
	entries, err := journal.List(e.Settings.JournalDir())
	if err != nil {
		return nil, planner.Unreadable(err)
	}
	for _, entry := range entries {
		if call := entry.Status.InFlight(); call != nil && call.Intent.ChainID == w.chainID && Contains(w.from, call.Intent.From) {
			return &entry, nil
		}
	}
	return nil, nil
}

// settleUsed settles the pending transaction of a record if the chain has used its nonce, with the
// checks of mpool resume. It says what happened.
func (e *Engine) settleUsed(ctx context.Context, entry journal.Entry, timeout time.Duration) (used, settled bool) {
	call := entry.Status.InFlight()
	if len(call.Hashes) == 0 {
		return false, false
	}
	s, err := e.Reopen(ctx, entry, &Options{Timeout: timeout})
	if err != nil {
		return false, false
	}
	defer s.Client.Close()
	defer s.Close()
	if used, err = nonceUsed(ctx, s, call); err != nil || !used {
		return false, false
	}
	sealed, gone := e.Sealed, e.Gone
	err = followUsed(ctx, s, call)
	if s.Record.Status().InFlight() != nil {
		return true, false
	}
	e.Sealed, e.Gone = sealed, gone // it is not pending
	tellSettled(s, call, err)
	return true, true
}

// nonceUsed says whether the node has mined a transaction with the nonce of a call.
func nonceUsed(ctx context.Context, s *Sender, call *journal.Call) (bool, error) {
	if err := s.SameChain(ctx); err != nil {
		return false, err
	}
	account, err := s.Client.AccountAt(ctx, call.Intent.From, chain.Latest())
	return err == nil && account.Nonce > call.Intent.Nonce, err
}

// followUsed waits for the confirmations of a call whose nonce is used, and checks its effect. It
// publishes nothing.
func followUsed(ctx context.Context, s *Sender, call *journal.Call) error {
	out := SentOf(call, s.Plan.Base.Number)
	if tx, err := LatestOf(call); err == nil {
		s.limit, out.GasLimit = tx.Gas(), tx.Gas()
	}
	s.engine.IsOut(s.Record.ID(), out.Hash)
	return s.watch(ctx, call, out)
}

// tellSettled says how a call of an earlier operation has ended.
func tellSettled(s *Sender, call *journal.Call, err error) {
	status := s.Record.Status()
	command := planner.CommandOf(status.Begin)
	last := status.Calls[len(status.Calls)-1]
	switch {
	case last.State == journal.Done:
		s.engine.UI.Note("%s of an earlier %s is mined in block %d and verified", last.Mined.Hash, command, last.Mined.BlockNumber)
	case err != nil:
		s.engine.UI.Warn("settled", "an earlier %s (nonce %d of %s): %s", command, call.Intent.Nonce, call.Intent.From, err)
	}
}

// unresolved is the error for a pending transaction of an earlier operation. used says that its nonce is
// used, so that it cannot be replaced.
func unresolved(entry journal.Entry, used bool) *failure.Failure {
	call, command := entry.Status.InFlight(), planner.CommandOf(entry.Status.Begin)
	what := "a transaction with unknown hash"
	if hash, known := call.Hash(); known {
		what = hash.Hex()
	}
	about := func(f *failure.Failure) *failure.Failure {
		return f.WithDetail("id", entry.ID).WithDetail("journal", entry.Path).WithDetail("operation", entry.Status.Begin.Operation)
	}
	if used {
		return about(failure.New(failure.Unconfirmed, "in_flight", "nonce %d of %s is used, but %s of an earlier %s is not settled", call.Intent.Nonce, call.Intent.From, what, command)).
			WithDetail("nonce_used", true).WithHint("mpool resume %s", entry.ID)
	}
	if call.Refused {
		return about(failure.New(failure.Refused, "refused_before", "%s of an earlier %s was rejected but is not closed (nonce %d of %s)", what, command, call.Intent.Nonce, call.Intent.From)).
			WithHint("%s", waysOut(entry.ID))
	}
	return about(failure.New(failure.Unconfirmed, "in_flight", "%s of an earlier %s is unresolved (nonce %d of %s)", what, command, call.Intent.Nonce, call.Intent.From)).
		WithHint("to wait for it: mpool resume %s; to replace it by an empty transaction first: mpool tx cancel %s", entry.ID, entry.ID)
}
