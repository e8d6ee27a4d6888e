package ops

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// Event is one thing that a contract wrote down while it changed a pool, or what
// is watched beside it. The pool and the Vault write exactly what they do; another
// token writes what it likes.
type Event interface {
	// apply makes of a state what it is behind the event. found is the state behind
	// the block, for what no event tells: a new token's name and decimals.
	apply(s, found *Snapshot) error
	// words say what it was; empty for what only follows from another event.
	words(s *Snapshot) string
}

// Deed is what one transaction did, in the order in which it was written.
type Deed struct {
	Tx     common.Hash
	Index  uint // in the block
	Events []Event
}

// Apply accounts for what transactions of the snapshot's own block did, in their
// order. The result is what the contracts answer behind them, to the wei.
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

// Swapped is Vault.Swap. A swap into BPT joins, one out of BPT exits, and both
// collect the AUM fee, which writes an event of its own where any was due.
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

// BalanceChanged is Vault.PoolBalanceChanged: a join or an exit, of no more than
// nothing perhaps.
type BalanceChanged struct {
	By     common.Address
	Tokens []common.Address
	Deltas []*big.Int // what the pool gains
	Fees   []*big.Int // of that, what the protocol takes
}

func (e BalanceChanged) apply(s, _ *Snapshot) error { //nolint:unparam // part of the Event interface
	for i, token := range e.Tokens {
		s.addCash(token, new(big.Int).Sub(e.Deltas[i], e.Fees[i]))
	}
	if !s.Pool.RecoveryMode { // an exit of recovery mode collects nothing: see Accept
		s.Fees.LastCollection = s.Block.Time
	}
	return nil
}

// BalanceManaged is Vault.PoolBalanceManaged.
type BalanceManaged struct {
	Manager, Token common.Address
	Cash, Managed  *big.Int // by how much they change
}

func (e BalanceManaged) apply(s, _ *Snapshot) error { //nolint:unparam // part of the Event interface
	s.addCash(e.Token, e.Cash)
	if token, err := s.Token(e.Token); err == nil {
		addSigned(&token.Managed.Raw, e.Managed)
	}
	return nil
}

// Transferred is a token's Transfer. That of BPT from or to the zero address
// changes the supply.
type Transferred struct {
	Token, From, To common.Address
	Amount          uint256.Int
	// Spent says that the Vault took it out of an allowance, and the token wrote no
	// Approval about what is left of it.
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
		if left := &held.Allowance.Raw; !left.Eq(new(uint256.Int).SetAllOne()) {
			left.Sub(left, &e.Amount)
		}
	}
	return nil
}

// Approved is a token's Approval for the Vault.
type Approved struct {
	Token, Owner common.Address
	Amount       uint256.Int
}

func (e Approved) apply(s, _ *Snapshot) error {
	if held := s.Holding(e.Token, e.Owner); held != nil && e.Token != s.Pool.Address { // BPT is the Vault's to take without limit
		held.Allowance.Raw = e.Amount
	}
	return nil
}

// moveCash adds to or takes from what the Vault has of a token for the pool.
func (s *Snapshot) moveCash(token common.Address, amount *uint256.Int, in bool) {
	delta := amount.ToBig()
	if !in {
		delta.Neg(delta)
	}
	s.addCash(token, delta)
}

// addCash is moveCash with a sign. The Vault's BPT is what is not in circulation.
func (s *Snapshot) addCash(token common.Address, delta *big.Int) {
	if token == s.Pool.Address {
		addSigned(&s.Supply.Virtual.Raw, new(big.Int).Neg(delta))
		return
	}
	if t, err := s.Token(token); err == nil {
		addSigned(&t.Cash.Raw, delta)
	}
}

// addSigned wraps where a delta does not fit, as no genuine one does: the state
// behind the block is then another.
func addSigned(to *uint256.Int, delta *big.Int) {
	size := uint256.MustFromBig(new(big.Int).Abs(delta))
	if delta.Sign() < 0 {
		to.Sub(to, size)
		return
	}
	to.Add(to, size)
}
