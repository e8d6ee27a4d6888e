package main

// showQueue ends with the worst of what was found.
func (a *app) showQueue(v *queueView) error {
	for _, worst := range []func() *failure{v.foreign, v.refusal, v.notKnown, v.reverts} {
		if f := worst(); f != nil {
			return f.withView(v)
		}
	}
	return a.show(v)
}

// foreign is the failure of the first that is not what the service says that it is.
func (v *queueView) foreign() *failure {
	for _, tx := range v.Transactions {
		switch {
		case tx.Broken != "":
			return fail(exitRefused, "service.entry", "%s of the service's list is no transaction: %s", tx.which(), clean(tx.Broken, textWidth)).
				withHint("what waits there is not known; the others are shown as they are")
		case tx.Foreign:
			return fail(exitRefused, "service.hash", "what waits with nonce %d is not what its hash says: the service says %s, and it is %s", tx.Nonce, tx.Claimed, tx.Hash).
				withHint("do not sign what the service shows there")
		}
	}
	return nil
}

// refusal is the failure of the first that is not to be signed.
func (v *queueView) refusal() *failure {
	for _, tx := range v.Transactions {
		if found := tx.refused(); found != nil {
			f := fail(exitRefused, found.Code, "what waits with nonce %d is refused: %s [%s]", tx.Nonce, clean(found.Summary, textWidth), found.Code)
			if found.Hint != "" {
				f = f.withHint("%s", clean(found.Hint, textWidth))
			}
			return f
		}
	}
	return nil
}

func (v *queueView) notKnown() *failure {
	switch {
	case v.Unknown != "":
		return notKnown(v.Unknown).withHint("look whether the Safe's owners know of it; mpool safe exec --from-queue HASH executes one that has all its signatures")
	case v.More > 0:
		return fail(exitRefused, "safe.queue.long", "%d transactions wait, and only the first %d were looked at", len(v.Transactions), mostLooked).
			withHint("have what nobody wants rejected")
	}
	return nil
}

func (v *queueView) reverts() *failure {
	for _, tx := range v.Transactions {
		if tx.Revert != "" {
			return fail(exitSimulation, "revert", "what waits with nonce %d reverts: %s", tx.Nonce, clean(tx.Revert, textWidth)).
				withHint("have the Safe's owners reject it, or mend what it complains of")
		}
	}
	return nil
}
