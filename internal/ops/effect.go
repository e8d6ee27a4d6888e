package ops

import (
	"bytes"
	"fmt"
)

// Effect is the state after a call that was mined and did not revert, at the state's own time. It
// does not check whether the contract accepts the call. It returns an error for calls that mpool
// does not know.
func (r *Recogniser) Effect(now *Snapshot, call Call) (*Snapshot, error) {
	for _, op := range append(r.candidates([]Call{call}, now), r.tradesBy(call, now)...) {
		does := effectOf(op, now, call)
		if does == nil {
			continue
		}
		next := now.Clone()
		if err := does(next); err != nil {
			return nil, err
		}
		return next, next.settle()
	}
	return nil, fmt.Errorf("the effect of %s on the pool is unknown", call.Method)
}

// effectOf is what a single-call operation does to a state. It is nil if the operation makes
// another call or several calls.
func effectOf(op Operation, now *Snapshot, call Call) func(*Snapshot) error {
	switch op := op.(type) {
	case EnableAllowlist:
		return func(s *Snapshot) error { s.Pool.MustAllowlistLPs = op.On; return nil }
	case ChangeAllowlist:
		return op.list
	case repeatable:
		if !bytes.Equal(op.call(now).Data, call.Data) {
			return nil
		}
		return func(s *Snapshot) error {
			next, err := op.Predict(s)
			if err == nil {
				*s = *next
			}
			return err
		}
	case addOnly:
		return op.add
	case removeOnly:
		return op.remove
	case moveBalances:
		return op.move
	case allowVault:
		return func(s *Snapshot) error { return Approved{op.Token, op.Account, op.Amount.Raw}.apply(s, nil) }
	case Swap:
		return op.does
	case Join:
		return op.does
	case Exit:
		return op.does
	case InitPool:
		return op.does
	case RevokeAllowance:
		return func(s *Snapshot) error { return Approved{Token: op.Token, Owner: op.Account}.apply(s, nil) }
	}
	return nil
}

func (op ChangeAllowlist) list(s *Snapshot) error {
	for _, l := range op.steps() {
		if m := s.Member(l.address); m != nil {
			m.Allowed = l.allowed
		}
	}
	return nil
}

func (op moveBalances) move(s *Snapshot) error {
	for _, move := range op.Moves {
		kind, _ := kindOf(move.Way) // cannot fail: the recogniser made Way from a kind
		if err := s.manage(balanceOp{kind: kind, token: move.Token, amount: move.Amount}, op.From); err != nil {
			return err
		}
	}
	return nil
}
