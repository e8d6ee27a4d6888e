package backtest

import (
	"math"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/poolmath"
)

// poolOf is what the pool's contract keeps of a snapshot.
func poolOf(s *ops.Snapshot) (poolmath.Pool, error) {
	p := poolmath.Pool{
		WeightStart: uint64(s.Weights.Start), WeightEnd: uint64(s.Weights.End), V1: s.Pool.Generation == ops.V1,
		SwapFee: poolmath.FeeRamp{
			Start: poolmath.Int(s.Fees.StartSwapFee), End: poolmath.Int(s.Fees.EndSwapFee),
			StartTime: uint64(s.Fees.SwapFeeRamp.Start), EndTime: uint64(s.Fees.SwapFeeRamp.End),
		},
		VirtualSupply: s.Supply.Virtual.Raw, AumFee: poolmath.Int(s.Fees.AumFee), LastCollection: uint64(s.Fees.LastCollection),
		Paused: s.Pool.Paused || s.Pool.VaultPaused, SwapsDisabled: !s.Pool.SwapEnabled, RecoveryMode: s.Pool.RecoveryMode,
	}
	for _, t := range s.Tokens {
		token := poolmath.Token{Balance: t.Balance().Raw, Decimals: t.Decimals, StartWeight: poolmath.Int(t.StartWeight), EndWeight: poolmath.Int(t.EndWeight)}
		if b := t.Breaker; b != nil {
			price, err := poolmath.ScaleBptPrice(poolmath.Int(b.BptPrice), t.Decimals)
			if err != nil {
				return p, err
			}
			token.Breaker = poolmath.Breaker{
				BptPrice: price, ReferenceWeight: poolmath.Int(b.ReferenceWeight), LowerBound: poolmath.Int(b.LowerBound),
				UpperBound: poolmath.Int(b.UpperBound), LowerRatio: b.LowerRatio, UpperRatio: b.UpperRatio,
			}
		}
		p.Tokens = append(p.Tokens, token)
	}
	return p, nil
}

// whole is the integer below x, for an x from 0 to 2^128.
func whole(x float64) uint256.Int {
	if !(x >= 1) {
		return uint256.Int{}
	}
	fraction, exponent := math.Frexp(x)
	mantissa := uint64(math.Ldexp(fraction, 53))
	if exponent <= 53 {
		return *uint256.NewInt(mantissa >> (53 - exponent))
	}
	z := uint256.NewInt(mantissa)
	return *z.Lsh(z, uint(exponent-53))
}

// float is x, for an x below 2^128.
func float(x *uint256.Int) float64 {
	return float64(float64(x[1])*0x1p64) + float64(x[0])
}
