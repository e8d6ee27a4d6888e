package ops

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
)

// Math is the pool as input for the contract's arithmetic. sender only matters for the allowlist;
// an address that is not watched counts as not on it. It fails for a breaker that no contract can
// store, with BAL#001 or BAL#005.
func (s *Snapshot) Math(sender common.Address) (*poolmath.Pool, error) {
	p := &poolmath.Pool{
		WeightStart: uint64(s.Weights.Start), WeightEnd: uint64(s.Weights.End), V1: s.Pool.Generation == V1,
		SwapFee: poolmath.FeeRamp{
			Start: uint256.Int(s.Fees.StartSwapFee), End: uint256.Int(s.Fees.EndSwapFee),
			StartTime: uint64(s.Fees.SwapFeeRamp.Start), EndTime: uint64(s.Fees.SwapFeeRamp.End),
		},
		VirtualSupply: s.Supply.Virtual.Raw, AumFee: uint256.Int(s.Fees.AumFee), LastCollection: uint64(s.Fees.LastCollection),
		Paused: s.Pool.Paused, SwapsDisabled: !s.Pool.SwapEnabled, JoinsDisabled: !s.Pool.JoinExitEnabled,
		NotAllowlisted: !mayJoin(s, sender), RecoveryMode: s.Pool.RecoveryMode,
	}
	for _, t := range s.Tokens {
		token := poolmath.Token{Balance: t.Balance().Raw, Decimals: t.Decimals, StartWeight: uint256.Int(t.StartWeight), EndWeight: uint256.Int(t.EndWeight)}
		if t.Breaker != nil {
			var err error
			if token.Breaker, err = t.Breaker.stored(t.Decimals); err != nil {
				return nil, err
			}
		}
		p.Tokens = append(p.Tokens, token)
	}
	return p, nil
}

// mayJoin says whether the allowlist lets an address join.
func mayJoin(s *Snapshot, sender common.Address) bool {
	member := s.Member(sender)
	return !s.Pool.MustAllowlistLPs || member != nil && member.Allowed
}
