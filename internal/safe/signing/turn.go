package signing

import (
	"mpool/internal/failure"
	"mpool/internal/safe/queue"
)

// turnOf is the nonce that the plan was made for, if it is still to come; otherwise 0.
func (j *Request) turnOf() uint64 {
	if j.plan == nil || j.plan.Turn == nil || j.plan.Turn.Safe != j.Safe.Address || j.plan.Turn.Nonce <= j.Safe.Nonce {
		return 0
	}
	return j.plan.Turn.Nonce
}

// HasTurn refuses to execute a plan whose nonce is still to come. Signatures in words say for which
// nonce they are, so they are checked elsewhere.
func (j *Request) HasTurn(words []string) error {
	turn := j.turnOf()
	if turn == 0 || len(words) > 0 {
		return nil
	}
	return failure.New(failure.Refused, "safe.nonce", "the plan was made for nonce %d of the Safe, but the next nonce is %d (%s before it)", turn, j.Safe.Nonce, queue.Comes(turn-j.Safe.Nonce)).
		WithHint("execute the earlier transactions first, or plan again without --after-queue")
}

// IsFree refuses a nonce that is used already, or for which the plan was not made. hint says what to do
// about a used one.
func (j *Request) IsFree(nonce uint64, hint string) error {
	if nonce < j.Safe.Nonce {
		return failure.New(failure.Refused, "safe.nonce", "nonce %d of the Safe is already used: the next nonce is %d", nonce, j.Safe.Nonce).WithHint("%s", hint)
	}
	return j.forTurn(nonce)
}

// forTurn refuses another nonce than the one that the plan was made for, while that is still to come.
func (j *Request) forTurn(nonce uint64) error {
	turn := j.turnOf()
	if turn == 0 || nonce == turn || nonce < j.Safe.Nonce {
		return nil // a used nonce is reported elsewhere
	}
	return failure.New(failure.Refused, "safe.nonce", "the plan was made for nonce %d of the Safe, after the queue, not for nonce %d", turn, nonce).
		WithHint("omit --nonce, or plan again without --after-queue")
}
