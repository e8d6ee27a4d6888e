package poolfile

import (
	"errors"
	"math/big"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Placed moves a pool to another time: running and future changes keep their distance to it. With a tvl
// above zero, its balances and BPT are scaled to be worth tvl at prices, one for each token.
func Placed(s *ops.Snapshot, at units.Time, prices []float64, tvl float64) (*ops.Snapshot, error) {
	next, err := s.Recomputed() // a copy
	if err != nil {
		return nil, err
	}
	for _, t := range []*units.Time{&next.Weights.Start, &next.Weights.End, &next.Fees.SwapFeeRamp.Start, &next.Fees.SwapFeeRamp.End, &next.Fees.LastCollection} {
		*t = units.Time(max(0, int64(*t)+int64(at)-int64(s.Block.Time)))
	}
	next.Block.Time = at
	if tvl > 0 {
		if err := scale(next, prices, tvl); err != nil {
			return nil, err
		}
	}
	for _, t := range next.Tokens {
		if !fits(t.Balance()) {
			return nil, errors.New(t.Symbol.String() + ": its balance is zero or above the Vault's 112 bits")
		}
	}
	return next.Recomputed()
}

func scale(s *ops.Snapshot, prices []float64, tvl float64) error {
	value := exact(0)
	for i, t := range s.Tokens {
		balance := t.Balance()
		whole := new(big.Float).SetPrec(256).SetInt(balance.Raw.ToBig())
		value.Add(value, whole.Mul(whole.Quo(whole, power(t.Decimals)), exact(prices[i])))
	}
	if value.Sign() == 0 {
		return errors.New("--tvl needs balances in the pool file")
	}
	by := new(big.Float).SetPrec(256).Quo(exact(tvl), value)
	times(&s.Supply.Virtual, by)
	for i := range s.Tokens {
		times(&s.Tokens[i].Cash, by)
		times(&s.Tokens[i].Managed, by)
	}
	return nil
}

func times(a *units.Amount, by *big.Float) {
	n := new(big.Float).SetPrec(256).SetInt(a.Raw.ToBig())
	a.Raw = raw(n.Mul(n, by), 0)
}

// fits reports whether a balance is above zero and fits the Vault's 112 bits.
func fits(a units.Amount) bool { return !a.Raw.IsZero() && a.Raw.BitLen() <= 112 }

func exact(x float64) *big.Float { return new(big.Float).SetPrec(256).SetFloat64(x) }

func power(decimals uint8) *big.Float {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	return new(big.Float).SetPrec(256).SetInt(ten)
}

// raw converts whole tokens to the token's smallest unit, rounded down; all bits are set if it does not
// fit 256 bits.
func raw(whole *big.Float, decimals uint8) uint256.Int {
	n, _ := new(big.Float).SetPrec(256).Mul(whole, power(decimals)).Int(nil)
	z, overflow := uint256.FromBig(n)
	if overflow {
		return *new(uint256.Int).SetAllOne()
	}
	return *z
}
