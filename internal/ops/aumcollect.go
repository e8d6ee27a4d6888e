package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// CollectAumFee mirrors ManagedPoolSettings._collectAumManagementFees: it mints the AUM fee that is
// due at the block's time. The protocol's part, rounded up, goes to the fees collector, the rest to
// the owner. The collection time is set even if no fee is due.
func (s *Snapshot) CollectAumFee() error {
	due := s.Fees.AumFeeDue.Raw
	protocol, owner, err := poolmath.ProtocolShare(due, uint256.Int(s.Fees.ProtocolShare))
	if err != nil {
		return fmt.Errorf("the parts of the AUM fee: %w", err)
	}
	s.MintBpt(s.Pool.FeesCollector, protocol)
	s.MintBpt(s.Pool.Owner, owner)
	s.Fees.LastCollection = s.Block.Time
	return s.Settle()
}

// AumHoldings are the BPT holdings that a collection of the AUM fee changes.
func AumHoldings(pool *Snapshot) []HoldingKey {
	bpt := pool.Pool.Address
	return []HoldingKey{{bpt, pool.Pool.Owner}, {bpt, pool.Pool.FeesCollector}}
}

// MintBpt mints BPT to an account. Call Settle afterwards to update the actual supply.
func (s *Snapshot) MintBpt(to common.Address, amount uint256.Int) {
	s.Supply.Virtual = s.Supply.Virtual.Plus(units.Amount{Raw: amount, Decimals: BptDecimals})
	s.Credit(s.Pool.Address, to, amount)
}

// BurnBpt burns BPT of an account. The account must have them.
func (s *Snapshot) BurnBpt(from common.Address, amount uint256.Int) {
	s.Supply.Virtual.Raw.Sub(&s.Supply.Virtual.Raw, &amount)
	s.Debit(s.Pool.Address, from, amount)
}

// Credit adds to the account's balance of a token, if the snapshot has it.
func (s *Snapshot) Credit(token, account common.Address, amount uint256.Int) {
	if h := s.Holding(token, account); h != nil {
		h.Balance.Raw.Add(&h.Balance.Raw, &amount)
	}
}

// Debit subtracts from the account's balance of a token, if the snapshot has it.
func (s *Snapshot) Debit(token, account common.Address, amount uint256.Int) {
	if h := s.Holding(token, account); h != nil {
		h.Balance.Raw.Sub(&h.Balance.Raw, &amount)
	}
}

// MoveCash adds an amount to the pool's cash of a token, or subtracts it. The Vault's BPT are not in
// circulation, so that they change the supply the other way. It wraps on overflow.
func (s *Snapshot) MoveCash(token common.Address, amount *uint256.Int, in bool) {
	to := &s.Supply.Virtual.Raw
	if token == s.Pool.Address {
		in = !in
	} else if t, err := s.Token(token); err == nil {
		to = &t.Cash.Raw
	} else {
		return
	}
	if in {
		to.Add(to, amount)
		return
	}
	to.Sub(to, amount)
}
