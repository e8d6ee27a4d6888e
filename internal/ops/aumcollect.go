package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// collectAumFee mints the AUM fee that is due at the block's time, as the pool
// does before it changes its supply: the protocol's part, rounded up, to the
// fees collector, the rest to the owner. The collection's time is set even where
// nothing is due. It mirrors ManagedPoolSettings._collectAumManagementFees.
func (s *Snapshot) collectAumFee() error {
	due := s.Fees.AumFeeDue.Raw
	protocol, owner, err := poolmath.ProtocolShare(due, uint256.Int(s.Fees.ProtocolShare))
	if err != nil {
		return fmt.Errorf("the parts of the AUM fee: %w", err)
	}
	s.mintBpt(s.Pool.FeesCollector, protocol)
	s.mintBpt(s.Pool.Owner, owner)
	s.Fees.LastCollection = s.Block.Time
	return s.settle()
}

// aumHoldings are the shares that a collection of the AUM fee changes.
func aumHoldings(pool *Snapshot) []HoldingKey {
	bpt := pool.Pool.Address
	return []HoldingKey{{bpt, pool.Pool.Owner}, {bpt, pool.Pool.FeesCollector}}
}

// mintBpt gives an account BPT, wherever its share is watched. The supply has
// to be settled afterwards.
func (s *Snapshot) mintBpt(to common.Address, amount uint256.Int) {
	s.Supply.Virtual = s.Supply.Virtual.Plus(units.Amount{Raw: amount, Decimals: bptDecimals})
	s.credit(s.Pool.Address, to, amount)
}

// burnBpt takes BPT from an account, which has to have it.
func (s *Snapshot) burnBpt(from common.Address, amount uint256.Int) {
	s.Supply.Virtual.Raw.Sub(&s.Supply.Virtual.Raw, &amount)
	s.debit(s.Pool.Address, from, amount)
}

// credit adds to what an account has of a token, where that is watched.
func (s *Snapshot) credit(token, account common.Address, amount uint256.Int) {
	if h := s.Holding(token, account); h != nil {
		h.Balance.Raw.Add(&h.Balance.Raw, &amount)
	}
}

// debit is the other way.
func (s *Snapshot) debit(token, account common.Address, amount uint256.Int) {
	if h := s.Holding(token, account); h != nil {
		h.Balance.Raw.Sub(&h.Balance.Raw, &amount)
	}
}
