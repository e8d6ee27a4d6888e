package backtest

import (
	"math"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/poolmath"
)

// poolOf converts a snapshot to the state that poolmath computes with.
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

// whole is x rounded down to an integer, for an x from 0 to 2^128.
func whole(x float64) (z uint256.Int) {
	if !(x >= 1) {
		return z
	}
	bits := math.Float64bits(x)
	mantissa, exponent := bits&(1<<52-1)|1<<52, int(bits>>52)-1075
	switch {
	case exponent <= 0:
		z[0] = mantissa >> -exponent
	case exponent < 64:
		z[0], z[1] = mantissa<<exponent, mantissa>>(64-exponent)
	default:
		z[1], z[2] = mantissa<<(exponent-64), mantissa>>(128-exponent)
	}
	return z
}

// float is x as a float, for an x below 2^128.
func float(x *uint256.Int) float64 {
	return float64(float64(x[1])*0x1p64) + float64(x[0])
}
