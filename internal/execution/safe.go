package execution

import (
	"cmp"
	"context"
	"fmt"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/keyring"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// checkExecuted adds to the verification whether the Safe says that it executed
// the transaction: its call may have failed in a transaction that succeeds.
func (w witness) checkExecuted(ctx context.Context, receipt *chain.Receipt, tx *Transaction) error {
	op, is := w.Plan.Operation.(ops.ExecSafe)
	if !is || !receipt.Success || tx.Verification == nil {
		return nil
	}
	found, err := w.Client.Examine(ctx, receipt.Hash)
	if err != nil {
		return err
	}
	if found.Mined == nil || !chain.SafeExecuted(found.Mined.Logs, op.Safe, op.Hash) {
		tx.Verification.Differences = append(tx.Verification.Differences, ops.Change{
			Path: "safe.transaction", Label: "the Safe's transaction", Before: "executed", After: "failed",
		})
		tx.SafeFailed = true
	}
	return nil
}

// tellRest reports the rest of a plan of which a Safe has now executed a part: the pool
// stays half way until the rest is done.
func (s *Sender) tellRest(v *Outcome) {
	whole, made, known := s.wholeOfPart()
	if !known || len(whole.Calls) <= made {
		return
	}
	line := "mpool safe hash PLAN, or mpool send PLAN"
	if s.shown != nil {
		line = cmp.Or(s.shown.Rest, line)
	}
	v.Remaining = len(whole.Calls) - made
	v.Next = fmt.Sprintf("the plan is NOT FINISHED: %s left, next from %s: %s", text.AreLeft(v.Remaining), planner.WhoSends(whole, made), line)
}

// wholeOfPart returns the whole plan of which a Safe has executed a part, and how many
// calls that part has made.
func (s *Sender) wholeOfPart() (whole *ops.Plan, made int, known bool) {
	op, is := s.Plan.Operation.(ops.ExecSafe)
	if !is || s.first == nil || s.last == nil {
		return nil, 0, false
	}
	whole, err := op.Of.Plan(s.first, s.last.At)
	return whole, len(op.Makes), err == nil
}

// isPart says whether this is a Safe's part of a plan, and not known to be all of it.
func (s *Sender) isPart() bool {
	if _, is := s.Plan.Operation.(ops.ExecSafe); !is {
		return false
	}
	whole, made, known := s.wholeOfPart()
	return !known || len(whole.Calls) > made
}

// OwnersSign leads from a plan's file to a Safe's owners.
func OwnersSign(path string) string {
	return "mpool safe hash " + text.ShellWord(path) + " shows what its owners sign; they sign it with mpool safe sign"
}

// missesSafe puts a better error where the key that is not given is that of a
// Safe: it has none.
func missesSafe(p *planner.Proposal, keys *keyring.Ring, err error) error {
	if keys == nil || keys.Sends == 0 || keys.Sends == len(p.Plan.Calls) || !p.OfSafe(keys.Sends) {
		return err
	}
	return failure.New(failure.Refused, "signer.missing", "call %d of %d must come from %s, a Safe, which has no key", keys.Sends+1, len(p.Plan.Calls), planner.WhoSends(p.Plan, keys.Sends)).
		WithHint("send only the first %s with --partial; then mpool safe hash shows what the Safe's owners sign", text.Plural(keys.Sends, "call"))
}
