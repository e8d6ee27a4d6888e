package ops

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// Event is an event that a contract emitted when it changed a pool or something watched. The pool
// and the Vault are trusted to emit what they do; other tokens may emit anything.
type Event interface {
	// apply changes the state as the event says. found is the state after the block, for facts that
	// no event has, such as a new token's name and decimals.
	apply(s, found *Snapshot) error
	// words describes the event. It is empty for events that only follow from others.
	words(s *Snapshot) string
}

// Deed is what one transaction did: its events, in order.
type Deed struct {
	Tx     common.Hash
	Index  uint // in the block
	Events []Event
}

// Apply applies the transactions of the snapshot's own block, in order. The result is the state
// that the contracts report after them, to the wei.
func (s *Snapshot) Apply(deeds []Deed, found *Snapshot) (*Snapshot, error) {
	next := s.Clone()
	for _, deed := range deeds {
		for _, event := range deed.Events {
			if err := event.apply(next, found); err != nil {
				return nil, err
			}
		}
	}
	return next, next.settle()
}

// Swapped is Vault.Swap. A swap into BPT is a join, and one out of BPT an exit. Both collect the
// AUM fee, which emits its own event if a fee was due.
type Swapped struct {
	In, Out             common.Address
	AmountIn, AmountOut uint256.Int
}

func (e Swapped) apply(s, _ *Snapshot) error { //nolint:unparam // part of the Event interface
	s.moveCash(e.In, &e.AmountIn, true)
	s.moveCash(e.Out, &e.AmountOut, false)
	if e.In == s.Pool.Address || e.Out == s.Pool.Address {
		s.Fees.LastCollection = s.Block.Time
	}
	return nil
}

// BalanceChanged is Vault.PoolBalanceChanged: a join or an exit. All amounts may be zero.
type BalanceChanged struct {
	By     common.Address
	Tokens []common.Address
	Deltas []*big.Int // what the pool gains
	Fees   []*big.Int // the protocol's part of Deltas
}

func (e BalanceChanged) apply(s, _ *Snapshot) error { //nolint:unparam // part of the Event interface
	for i, token := range e.Tokens {
		s.addCash(token, new(big.Int).Sub(e.Deltas[i], e.Fees[i]))
	}
	if !s.Pool.RecoveryMode { // an exit in recovery mode collects nothing: see Accept
		s.Fees.LastCollection = s.Block.Time
	}
	return nil
}

// BalanceManaged is Vault.PoolBalanceManaged.
type BalanceManaged struct {
	Manager, Token common.Address
	Cash, Managed  *big.Int // signed changes
}

func (e BalanceManaged) apply(s, _ *Snapshot) error { //nolint:unparam // part of the Event interface
	s.addCash(e.Token, e.Cash)
	if token, err := s.Token(e.Token); err == nil {
		addSigned(&token.Managed.Raw, e.Managed)
	}
	return nil
}

// Transferred is a token's Transfer. A transfer of BPT from or to the zero address changes the
// supply.
type Transferred struct {
	Token, From, To common.Address
	Amount          uint256.Int
	// Spent says that the Vault used an allowance for it and the token emitted no Approval for the
	// rest.
	Spent bool
}

func (e Transferred) apply(s, _ *Snapshot) error { //nolint:unparam // part of the Event interface
	none := common.Address{}
	if e.Token == s.Pool.Address {
		supply := &s.Supply.Virtual.Raw
		switch none {
		case e.From:
			supply.Add(supply, &e.Amount)
		case e.To:
			supply.Sub(supply, &e.Amount)
		}
	}
	s.debit(e.Token, e.From, e.Amount)
	s.credit(e.Token, e.To, e.Amount)
	if held := s.Holding(e.Token, e.From); e.Spent && held != nil {
		held.takeAllowance(e.Amount)
	}
	return nil
}

// Approved is a token's Approval of the Vault.
type Approved struct {
	Token, Owner common.Address
	Amount       uint256.Int
}

func (e Approved) apply(s, _ *Snapshot) error {
	if held := s.Holding(e.Token, e.Owner); held != nil && e.Token != s.Pool.Address { // the Vault may always take BPT
		held.setAllowance(e.Amount)
	}
	return nil
}

// moveCash adds to the pool's cash of a token, or subtracts from it.
func (s *Snapshot) moveCash(token common.Address, amount *uint256.Int, in bool) {
	delta := amount.ToBig()
	if !in {
		delta.Neg(delta)
	}
	s.addCash(token, delta)
}

// addCash is moveCash with a signed delta. The Vault's BPT are not in circulation, so that they
// change the supply the other way.
func (s *Snapshot) addCash(token common.Address, delta *big.Int) {
	if token == s.Pool.Address {
		addSigned(&s.Supply.Virtual.Raw, new(big.Int).Neg(delta))
		return
	}
	if t, err := s.Token(token); err == nil {
		addSigned(&t.Cash.Raw, delta)
	}
}

// addSigned wraps on overflow. No genuine event overflows, and a wrapped value differs from the
// state after the block.
func addSigned(to *uint256.Int, delta *big.Int) {
	size := uint256.MustFromBig(new(big.Int).Abs(delta))
	if delta.Sign() < 0 {
		to.Sub(to, size)
		return
	}
	to.Add(to, size)
}
