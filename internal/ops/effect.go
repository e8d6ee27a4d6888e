package ops

import (
	"bytes"
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

// Apply adds and removes the members that are watched.
func (op ChangeAllowlist) Apply(s *Snapshot) error {
	for _, l := range op.steps() {
		if m := s.Member(l.address); m != nil {
			m.Allowed = l.allowed
		}
	}
	return nil
}
