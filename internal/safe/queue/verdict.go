package queue

import (
	"mpool/internal/failure"
	"mpool/internal/text"
)

// Verdict is the worst of what was found, as a failure; nil where nothing is wrong.
func (v *View) Verdict() error {
	for _, worst := range []func() *failure.Failure{v.foreign, v.refusal, v.notKnown, v.reverts} {
		if f := worst(); f != nil {
			return f.WithResult(v)
		}
	}
	return nil
}

// foreign is the failure of the first that is not what the service says that it is.
func (v *View) foreign() *failure.Failure {
	for _, tx := range v.Transactions {
		switch {
		case tx.Broken != "":
			return failure.New(failure.Refused, "service.entry", "%s of the service's list is no transaction: %s", tx.which(), text.Clean(tx.Broken, text.LineWidth)).
				WithHint("what waits there is not known; the others are shown as they are")
		case tx.Foreign:
			return failure.New(failure.Refused, "service.hash", "what waits with nonce %d is not what its hash says: the service says %s, and it is %s", tx.Nonce, tx.Claimed, tx.Hash).
				WithHint("do not sign what the service shows there")
		}
	}
	return nil
}

// refusal is the failure of the first that is not to be signed.
func (v *View) refusal() *failure.Failure {
	for _, tx := range v.Transactions {
		if found := tx.refused(); found != nil {
			f := failure.New(failure.Refused, found.Code, "what waits with nonce %d is refused: %s [%s]", tx.Nonce, text.Clean(found.Summary, text.MessageWidth), found.Code)
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
		return NotKnown(v.Unknown).WithHint("look whether the Safe's owners know of it; mpool safe exec --from-queue HASH executes one that has all its signatures")
	case v.More > 0:
		return failure.New(failure.Refused, "safe.queue.long", "%d transactions wait, and only the first %d were looked at", len(v.Transactions), mostLooked).
			WithHint("have what nobody wants rejected")
	}
	return nil
}

func (v *View) reverts() *failure.Failure {
	for _, tx := range v.Transactions {
		if tx.Revert != "" {
			return failure.New(failure.Simulation, "revert", "what waits with nonce %d reverts: %s", tx.Nonce, text.Clean(tx.Revert, text.LineWidth)).
				WithHint("have the Safe's owners reject it, or mend what it complains of")
		}
	}
	return nil
}
