package execution

import (
	"cmp"
	"context"
	"fmt"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/keyring"
	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// checkExecuted adds a difference if the Safe did not execute its transaction: the Safe's call may
// fail although the transaction succeeds.
func (w witness) checkExecuted(ctx context.Context, receipt *chain.Receipt, tx *Transaction) error {
	op, is := w.Plan.Operation.(wallet.ExecSafe)
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

// tellRest reports the rest of a plan after a Safe has executed a part of it. The plan is
// unfinished until then.
func (s *Sender) tellRest(v *Outcome) {
	whole, made, known := wholeOfPart(s.Plan, &s.evidence)
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

// wholeOfPart returns the whole plan of which a Safe has executed a part, and the number of calls
// in that part.
func wholeOfPart(plan *ops.Plan, e *evidence) (whole *ops.Plan, made int, known bool) {
	op, is := plan.Operation.(wallet.ExecSafe)
	if !is || e.first == nil || e.last == nil {
		return nil, 0, false
	}
	whole, err := op.Of.Plan(e.first, e.last.At)
	return whole, len(op.Makes), err == nil
}

// isPart says whether this is a Safe's part of a plan, unless it is known to be the whole plan.
func isPart(plan *ops.Plan, e *evidence) bool {
	if _, is := plan.Operation.(wallet.ExecSafe); !is {
		return false
	}
	whole, made, known := wholeOfPart(plan, e)
	return !known || len(whole.Calls) > made
}

// OwnersSign explains how a Safe's owners sign a plan's file.
func OwnersSign(path string) string {
	return "mpool safe hash " + text.ShellWord(path) + " shows what its owners sign; they sign it with mpool safe sign"
}

// RefuseSafePlan refuses the plan of a file if a Safe has to send all of it. The file knows only the
// kind of the owner, and not of other senders.
func RefuseSafePlan(plan *ops.Plan, path string) error {
	pool, from := plan.Predicted.Pool, planner.Senders(plan.Calls)
	if pool.OwnerKind != ops.OwnerSafe || len(from) != 1 || from[0] != pool.Owner {
		return nil
	}
	return planner.OfSafe(plan, OwnersSign(path))
}

// missesSafe returns a better error if the missing key is that of a Safe, which has no key.
func missesSafe(p *planner.Proposal, keys *keyring.Ring, err error) error {
	if keys == nil || keys.Sends == 0 || keys.Sends == len(p.Plan.Calls) || !p.OfSafe(keys.Sends) {
		return err
	}
	return failure.New(failure.Refused, "signer.missing", "call %d of %d must come from %s, a Safe, which has no key", keys.Sends+1, len(p.Plan.Calls), planner.WhoSends(p.Plan, keys.Sends)).
		WithHint("send only the first %s with --partial; then mpool safe hash shows what the Safe's owners sign", text.Plural(keys.Sends, "call"))
}
