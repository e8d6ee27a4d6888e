package ops

import (
	"bytes"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// EffectOf is what the call of a single-call operation does to a state, without a check whether the contract
// accepts it. It is nil if the operation makes another call or several calls.
func EffectOf(op Operation, now *Snapshot, call Call) func(*Snapshot) error {
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
	case AddOnly:
		return AddToken(op).add
	case RemoveOnly:
		return RemoveToken(op).remove
	case MoveBalances:
		return op.move
	case AllowVault:
		return func(s *Snapshot) error { approve(s, op.Token, op.Account, op.Amount.Raw); return nil }
	case Swap:
		return op.does
	case Join:
		return op.does
	case Exit:
		return op.does
	case InitPool:
		return op.does
	case RevokeAllowance:
		return func(s *Snapshot) error { approve(s, op.Token, op.Account, uint256.Int{}); return nil }
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

func (op MoveBalances) move(s *Snapshot) error {
	for _, move := range op.Moves {
		kind, _ := kindOf(move.Way) // an unknown one was refused
		if err := manage(s, balanceOp{kind: kind, token: move.Token, amount: move.Amount}, op.From); err != nil {
			return err
		}
	}
	return nil
}

// approve is the effect of an approval of the Vault. The Vault may always take BPT.
func approve(s *Snapshot, token, owner common.Address, amount uint256.Int) {
	if held := s.Holding(token, owner); held != nil && token != s.Pool.Address {
		held.SetAllowance(amount)
	}
}
