package execution

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Settle finds out what happened to the pending transaction, waits for it, and checks its effect.
func (s *Sender) Settle(ctx context.Context, flags *ResumeOptions) error {
	call := s.Record.Status().InFlight()
	if call == nil {
		return nil
	}
	if err := s.SameChain(ctx); err != nil {
		return err
	}
	if len(call.Hashes) == 0 {
		if err := (&claim{s, call}).settle(ctx, flags); err != nil || flags.NotSent {
			return err
		}
		call = s.Record.Status().InFlight()
	} else if flags.TxHash != "" || flags.NotSent {
		return failure.Usage("mpool knows %s of this record, so --tx-hash and --not-sent say nothing new", HashOf(call)).
			WithHint("mpool resume %s waits for it; mpool tx cancel %s uses its nonce for an empty transaction", s.Record.ID(), s.Record.ID())
	}
	return s.follow(ctx, call)
}

// follow waits for a transaction whose hash is known. It first publishes the transaction again if
// the node does not know it.
func (s *Sender) follow(ctx context.Context, call *journal.Call) error {
	out := SentOf(call, s.Plan.Base.Number)
	s.engine.IsOut(s.Record.ID(), out.Hash)
	if err := s.publishAgain(ctx, call, out); err != nil {
		return err
	}
	out.GasLimit = s.limit // 0 if others signed it
	return s.watch(ctx, call, out)
}

// watch waits for one of the attempts to be mined, and checks its effect.
func (s *Sender) watch(ctx context.Context, call *journal.Call, out chain.Sent) error {
	out.LeastGas, out.Base = leastGas(call), s.Plan.Base.Hash
	until := s.engine.Clock.Now().Add(s.Flags.Timeout)
	s.engine.UI.Note("waiting for %s until %s", out.Hash, text.Time(units.Time(until.Unix())))
	receipt, err := s.await(ctx, out)
	if err != nil {
		return err
	}
	s.block = receipt.BlockNumber
	if lastState(s.Record) == journal.Cancelled {
		return failure.New(failure.Refused, "cancelled", "%s: cancelled (nonce %d used by an empty transaction)", receipt.Hash, out.Nonce).Because(errCancelled).
			WithHint("plan again if you still want it")
	}
	if s.Old != nil {
		return unchecked(s.Record, s.Old)
	}
	return s.check(ctx, receipt, sentCall(s.Plan, call))
}

// errCancelled says that the awaited call was cancelled, as the user had asked.
var errCancelled = errors.New("cancelled")

// sentCall is the plan's call with the signed data, which may differ from the plan because others
// changed the state.
func sentCall(plan *ops.Plan, call *journal.Call) ops.Call {
	c := recordedCall(plan, call.Intent)
	for _, attempt := range call.Attempts {
		var tx types.Transaction
		if !attempt.Cancels && tx.UnmarshalBinary(attempt.Raw) == nil {
			c.Data = tx.Data()
		}
	}
	return c
}

func lastState(record *journal.Journal) journal.State {
	calls := record.Status().Calls
	return calls[len(calls)-1].State
}

// SentOf describes every attempt of a call for Await.
func SentOf(call *journal.Call, since uint64) chain.Sent {
	latest := call.Hashes[len(call.Hashes)-1]
	return chain.Sent{Hash: latest, From: call.Intent.From, Nonce: call.Intent.Nonce, Earlier: call.Hashes[:len(call.Hashes)-1], Since: since}
}

// leastGas is what each attempt of a call uses at least; zero if others signed one.
func leastGas(call *journal.Call) uint64 {
	var least uint64
	for i, attempt := range call.Attempts {
		var tx types.Transaction
		if tx.UnmarshalBinary(attempt.Raw) != nil {
			return 0
		}
		if gas := chain.LeastGas(tx.Data()); i == 0 || gas < least {
			least = gas
		}
	}
	return least
}

// publishAgain publishes the latest signed bytes if no node knows any attempt of the call. Bytes
// with a used nonce do no harm: Await finds out who used it.
func (s *Sender) publishAgain(ctx context.Context, call *journal.Call, out chain.Sent) error {
	latest, err := call.Latest()
	if err != nil {
		return nil // signed elsewhere, so there is nothing to publish
	}
	var tx types.Transaction
	if err := tx.UnmarshalBinary(latest.Raw); err == nil {
		s.limit = tx.Gas()
	}
	for _, hash := range call.Hashes {
		one := out
		one.Hash = hash
		left, err := s.outlet.lookFor(ctx, one)
		if err != nil {
			return failure.New(failure.Unconfirmed, "unconfirmed", "%s is pending, and the node does not say whether it knows it: %s", hash, err).Because(err).
				WithHint("mpool resume %s", s.Record.ID())
		}
		if left.Known {
			if !latest.Cancels {
				warnOverdue(ctx, s, call)
			}
			return nil
		}
	}
	if err := samePlace(s.engine.Settings, s.Record.ID(), call); err != nil {
		return err
	}
	if !latest.Cancels {
		if err := mayPublish(ctx, s, call); err != nil {
			return err
		}
	}
	s.engine.UI.Note("the node does not know %s: publishing it again unchanged", latest.Hash)
	err = s.outlet.publishBytes(ctx, out, latest.Sealed().Raw(), s.engine.Settings.Private())
	s.engine.pass("resent")
	var no *chain.RefusedError
	if errors.As(err, &no) {
		return s.refused(out, no)
	}
	if err != nil {
		failed(s.Record, err)
		s.engine.UI.Warn("doubt", "%s; still waiting for %s", err, out.Hash)
		return nil
	}
	if err := s.Record.Broadcast(latest.Hash); err != nil {
		s.engine.UI.Warn("journal", "%s was sent, but its record could not be written: %s", latest.Hash, err)
	}
	return nil
}

// claim is an operator's statement about a call that others were to sign and send.
type claim struct {
	sender *Sender
	call   *journal.Call
}

// settle uses the operator's statement about a transaction that others were to send. It checks the
// statement as far as the chain allows.
func (c *claim) settle(ctx context.Context, flags *ResumeOptions) error {
	switch {
	case flags.TxHash != "":
		return c.adopt(ctx, toHash(flags.TxHash))
	case flags.NotSent:
		return c.disown(ctx)
	}
	used, what := "is not used yet", "HASH"
	user, err := c.sender.Client.NonceUser(ctx, c.call.Intent.From, c.call.Intent.Nonce, c.sender.Plan.Base.Number)
	switch {
	case err != nil:
		used = "may be used: " + err.Error()
	case user != (common.Hash{}):
		used, what = "is used by "+user.Hex(), user.Hex()
	}
	return failure.New(failure.Unconfirmed, "unknown", "the transaction may or may not have been sent: nonce %d of %s %s", c.call.Intent.Nonce, c.call.Intent.From, used).
		WithHint("look it up on the chain, then run mpool resume %s with --tx-hash %s or --not-sent", c.sender.Record.ID(), what)
}

// adopt records the hash of a transaction that others sent, if it makes the call.
func (c *claim) adopt(ctx context.Context, hash common.Hash) error {
	tx, from, err := c.sender.Client.Transaction(ctx, hash)
	if err != nil {
		return err
	}
	want := c.call.Intent
	if tx == nil {
		return failure.Usage("the node does not know transaction %s", hash).WithHint("check the hash; if the transaction was never sent, use --not-sent")
	}
	if !isCall(want, tx, from) {
		return failure.New(failure.Refused, "other_transaction", "%s is another transaction: it has nonce %d of %s, to %s", hash, want.Nonce, want.From, want.To).
			WithHint("check the hash; if the transaction was never sent, use --not-sent")
	}
	if err := c.sender.Record.Broadcast(hash); err != nil {
		return unrecorded(err)
	}
	return nil
}

// isCall says whether a transaction is the intended one.
func isCall(want journal.Intent, tx *types.Transaction, from common.Address) bool {
	return from == want.From && tx.Nonce() == want.Nonce && tx.To() != nil && *tx.To() == want.To &&
		crypto.Keccak256Hash(tx.Data()) == want.DataHash && tx.Value().Cmp(want.Value.ToInt()) == 0
}

// disown records that the call was never sent, unless the chain shows otherwise.
func (c *claim) disown(ctx context.Context) error {
	want := c.call.Intent
	account, err := c.sender.Client.AccountAt(ctx, want.From, chain.Latest())
	if err != nil {
		return err
	}
	if account.Pending > want.Nonce && account.Nonce <= want.Nonce {
		return failure.New(failure.Refused, "pending", "a transaction with nonce %d of %s is pending; it may be this one", want.Nonce, want.From).
			WithHint("wait until it is mined, or use --tx-hash HASH")
	}
	if account.Nonce > want.Nonce {
		if err := c.usedByAnother(ctx, want); err != nil {
			return err
		}
	}
	c.sender.engine.UI.Warn("not_sent", "recording, on your word, that nonce %d of %s was never sent by mpool", want.Nonce, want.From)
	if err := c.sender.Record.NotSent("confirmed by the operator"); err != nil {
		return unrecorded(err)
	}
	return nil
}

// usedByAnother refuses the operator's statement if the very call used the nonce. If the node
// cannot say, it accepts the statement.
func (c *claim) usedByAnother(ctx context.Context, want journal.Intent) error {
	user, err := c.sender.Client.NonceUser(ctx, want.From, want.Nonce, c.sender.Plan.Base.Number)
	if err != nil {
		c.sender.engine.UI.Warn("unseen", "cannot determine which transaction used nonce %d of %s: %s", want.Nonce, want.From, err)
		return nil
	}
	tx, from, err := c.sender.Client.Transaction(ctx, user)
	if err != nil {
		return err
	}
	if tx != nil && isCall(want, tx, from) {
		return failure.New(failure.Refused, "was_sent", "it was sent: %s has nonce %d of %s and the same call", user, want.Nonce, want.From).
			WithHint("mpool resume %s --tx-hash %s", c.sender.Record.ID(), user)
	}
	return nil
}
