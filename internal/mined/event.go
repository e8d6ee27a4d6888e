// Package mined has what others' transactions of a block did to a pool: the events that the contracts
// emitted, applied to a Snapshot and in words. It reads no node: anyone who has the logs gives the events.
package mined

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
)

// Event is an event that a contract emitted when it changed a pool or something watched. The pool
// and the Vault are trusted to emit what they do; other tokens may emit anything.
type Event interface {
	// apply changes the state as the event says. found is the state after the block, for facts that
	// no event has, such as a new token's name and decimals.
	apply(s, found *ops.Snapshot) error
	// words describes the event. It is empty for events that only follow from others.
	words(s *ops.Snapshot) string
}

// Deed is what one transaction did: its events, in order.
type Deed struct {
	Tx     common.Hash
	Index  uint // in the block
	Events []Event
}

// Apply applies the transactions of the snapshot's own block, in order. The result is the state
// that the contracts report after them, to the wei.
func Apply(s *ops.Snapshot, deeds []Deed, found *ops.Snapshot) (*ops.Snapshot, error) {
	next := s.Clone()
	for _, deed := range deeds {
		for _, event := range deed.Events {
			if err := event.apply(next, found); err != nil {
				return nil, err
			}
		}
	}
	return next, next.Settle()
}

// Swapped is Vault.Swap. A swap into BPT is a join, and one out of BPT an exit. Both collect the
// AUM fee, which emits its own event if a fee was due.
type Swapped struct {
	In, Out             common.Address
	AmountIn, AmountOut uint256.Int
}

func (e Swapped) apply(s, _ *ops.Snapshot) error { //nolint:unparam // part of the Event interface
	s.MoveCash(e.In, &e.AmountIn, true)
	s.MoveCash(e.Out, &e.AmountOut, false)
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

func (e BalanceChanged) apply(s, _ *ops.Snapshot) error { //nolint:unparam // part of the Event interface
	for i, token := range e.Tokens {
		addCash(s, token, new(big.Int).Sub(e.Deltas[i], e.Fees[i]))
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

func (e BalanceManaged) apply(s, _ *ops.Snapshot) error { //nolint:unparam // part of the Event interface
	addCash(s, e.Token, e.Cash)
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

func (e Transferred) apply(s, _ *ops.Snapshot) error { //nolint:unparam // part of the Event interface
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
	s.Debit(e.Token, e.From, e.Amount)
	s.Credit(e.Token, e.To, e.Amount)
	if held := s.Holding(e.Token, e.From); e.Spent && held != nil {
		held.TakeAllowance(e.Amount)
	}
	return nil
}

// Approved is a token's Approval of the Vault.
type Approved struct {
	Token, Owner common.Address
	Amount       uint256.Int
}

func (e Approved) apply(s, _ *ops.Snapshot) error { //nolint:unparam // part of the Event interface
	if held := s.Holding(e.Token, e.Owner); held != nil && e.Token != s.Pool.Address { // the Vault may always take BPT
		held.SetAllowance(e.Amount)
	}
	return nil
}

// addCash adds a signed amount to the pool's cash of a token.
func addCash(s *ops.Snapshot, token common.Address, delta *big.Int) {
	s.MoveCash(token, uint256.MustFromBig(new(big.Int).Abs(delta)), delta.Sign() >= 0)
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
