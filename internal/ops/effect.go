package ops

import (
	"bytes"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
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
		return next, next.Settle()
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

func (op moveBalances) move(s *Snapshot) error {
	for _, move := range op.Moves {
		kind, _ := kindOf(move.Way) // cannot fail: the recogniser made Way from a kind
		if err := s.manage(balanceOp{kind: kind, token: move.Token, amount: move.Amount}, op.From); err != nil {
			return err
		}
	}
	return nil
}

// PlanMined plans a mined call on the state that it met. If the operation's first call is still
// this call, it uses the operation's plan. Otherwise it predicts the call's own effect, because the
// contract accepted it.
func (r *Recogniser) PlanMined(op Operation, call Call, now *Snapshot) (*Plan, error) {
	plan, err := op.Plan(now, now.Block.Time)
	if err == nil && len(plan.After) > 0 && (plan.Calls[0].To == call.To && bytes.Equal(plan.Calls[0].Data, call.Data)) {
		return plan, nil
	}
	calls := []Call{call}
	if exec, is := op.(ExecSafe); is {
		calls = exec.made()
	}
	after := now
	for _, made := range calls {
		if after, err = r.Effect(after, made); err != nil {
			return nil, fmt.Errorf("what others did before it: %w", err)
		}
	}
	return &Plan{Operation: op, Base: now.Block, At: now.Block.Time, Calls: calls[:1], After: []*Snapshot{after}, Predicted: after}, nil
}

// made are the calls that the Safe makes.
func (op ExecSafe) made() []Call {
	var calls []Call
	for _, makes := range op.Makes {
		calls = append(calls, Call{From: op.Safe, To: makes.To, Value: *makes.Value.Int(), Data: makes.Data, Method: "a call of the Safe"})
	}
	return calls
}

// approve is the effect of an approval of the Vault. The Vault may always take BPT.
func approve(s *Snapshot, token, owner common.Address, amount uint256.Int) {
	if held := s.Holding(token, owner); held != nil && token != s.Pool.Address {
		held.SetAllowance(amount)
	}
}
