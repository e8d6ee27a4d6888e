package ops

import (
	"bytes"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// Applied is an operation of one call whose effect is known without a check whether the contract
// accepts the call.
type Applied interface {
	// Apply changes a state as the call does. Before it, the state is settled at the call's time.
	Apply(s *Snapshot) error
}

// EffectOf is what the call of a single-call operation does to a state, without a check whether the contract
// accepts it. It is nil if the operation makes another call or several calls.
func EffectOf(op Operation, now *Snapshot, call Call) func(*Snapshot) error {
	switch op := op.(type) {
	case Applied:
		return op.Apply
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
	}
	return nil
}

// Apply sets the switch.
func (op EnableAllowlist) Apply(s *Snapshot) error { s.Pool.MustAllowlistLPs = op.On; return nil }

// Apply is the owner's call of add-token.
func (op AddOnly) Apply(s *Snapshot) error { return AddToken(op).add(s) }

// Apply is the owner's call of remove-token.
func (op RemoveOnly) Apply(s *Snapshot) error { return RemoveToken(op).remove(s) }

// Apply sets the allowance.
func (op AllowVault) Apply(s *Snapshot) error {
	approve(s, op.Token, op.Account, op.Amount.Raw)
	return nil
}

// Apply sets the allowance to zero.
func (op RevokeAllowance) Apply(s *Snapshot) error {
	approve(s, op.Token, op.Account, uint256.Int{})
	return nil
}

// Apply adds and removes the members that are watched.
func (op ChangeAllowlist) Apply(s *Snapshot) error {
	for _, l := range op.steps() {
		if m := s.Member(l.address); m != nil {
			m.Allowed = l.allowed
		}
	}
	return nil
}

// Apply moves the balances, in the order of the items.
func (op MoveBalances) Apply(s *Snapshot) error {
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
