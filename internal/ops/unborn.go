package ops

import "mpool/internal/units"

// Creating is an operation that creates its pool. Its plan starts from Unborn, the state that the
// chain determines before the creation.
type Creating interface {
	Operation
	// Creation is the call that creates the pool. It does not depend on the state.
	Creation() Call
}

// CreationIn is the creation that an operation makes, directly or by a Safe's transaction.
func CreationIn(op Operation) (Creating, bool) {
	made, is := Carried(op).(Creating)
	return made, is
}

// Unborn is a pool before its creation. It has what the creator does not choose: address and id,
// the fees collector, the protocol's share of the AUM fee, and facts about owner and tokens. found
// is the pool as predicted, or as read after the creation.
func Unborn(found *Snapshot, block Block) *Snapshot {
	none := units.Amount{Decimals: BptDecimals}
	s := &Snapshot{ChainID: found.ChainID, Block: block, Supply: Supply{none, none}, Pool: Pool{
		Address: found.Pool.Address, ID: found.Pool.ID, Vault: found.Pool.Vault, OwnerKind: found.Pool.OwnerKind,
		Generation: found.Pool.Generation, FeesCollector: found.Pool.FeesCollector, Unproven: found.Pool.Unproven,
	}}
	s.Fees.ProtocolShare, s.Fees.AumFeeDue = found.Fees.ProtocolShare, none
	for _, t := range found.Tokens {
		nothing := units.Amount{Decimals: t.Decimals}
		s.Tokens = append(s.Tokens, Token{Address: t.Address, Symbol: t.Symbol, Decimals: t.Decimals, Cash: nothing, Managed: nothing})
	}
	return s
}
