package queue

import (
	"mpool/internal/failure"
	"mpool/internal/text"
)

// Verdict is the worst finding of the queue as a failure; nil if there is none.
func (v *View) Verdict() error {
	if f := v.worst(); f != nil {
		return f.WithResult(v)
	}
	return nil
}

// worst is the first failure, of the worst kind that there is.
func (v *View) worst() *failure.Failure {
	for _, of := range []func() *failure.Failure{v.foreign, v.refusal, v.notKnown, v.reverts} {
		if f := of(); f != nil {
			return f
		}
	}
	return nil
}

// foreign is the failure for the first entry that is invalid or does not match its hash.
func (v *View) foreign() *failure.Failure {
	for _, tx := range v.Transactions {
		switch {
		case tx.Broken != "":
			return failure.New(failure.Refused, "service.entry", "%s in the service's list is not a valid transaction: %s", tx.which(), text.Clean(tx.Broken, text.LineWidth)).
				WithHint("its content is unknown; the other transactions are shown")
		case tx.Foreign:
			return failure.New(failure.Refused, "service.hash", "the queued transaction with nonce %d does not match its hash: the service says %s, but it is %s", tx.Nonce, tx.Claimed, tx.Hash).
				WithHint("do not sign what the service shows")
		}
	}
	return nil
}

// refusal is the failure for the first transaction that must not be signed.
func (v *View) refusal() *failure.Failure {
	for _, tx := range v.Transactions {
		if found := tx.refused(); found != nil {
			f := failure.New(failure.Refused, found.Code, "the queued transaction with nonce %d is refused: %s [%s]", tx.Nonce, text.Rounded(text.Clean(found.Summary, text.MessageWidth)), found.Code)
			if found.Hint != "" {
				f = f.WithHint("%s", text.Clean(found.Hint, text.MessageWidth))
			}
			return f
		}
	}
	return nil
}

func (v *View) notKnown() *failure.Failure {
	switch {
	case v.Unknown != "":
		return NotKnown(v.Unknown).WithHint("ask the Safe's owners about it; if it has all its signatures, mpool safe exec --from-queue HASH executes it")
	case v.More > 0:
		return failure.New(failure.Refused, "safe.queue.long", "%d transactions are queued, but only the first %d were checked", len(v.Transactions), mostLooked).
			WithHint("reject the ones that are not wanted")
	}
	return nil
}

func (v *View) reverts() *failure.Failure {
	for _, tx := range v.Transactions {
		if tx.Revert != "" {
			return failure.New(failure.Simulation, "revert", "the queued transaction with nonce %d reverts: %s", tx.Nonce, text.Clean(tx.Revert, text.LineWidth)).
				WithHint("ask the Safe's owners to reject it, or fix the cause")
		}
	}
	return nil
}
