// Package liquidity computes the costs of swaps, joins and exits at the pool's own prices. It uses
// exact fractions, and rounds against the trader. It makes no plans: package ops does.
package liquidity

import (
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Worth is the value of an amount of a token or of BPT as a share of the pool. For a token it is
// weight * amount / balance, with weights that sum to one; for BPT it is amount / supply. It uses
// spot prices without fee, the prices of an infinitely small swap. It is nil without a price: for a
// token without balance or weight, and for BPT without a supply.
func Worth(pool *ops.Snapshot, token common.Address, amount uint256.Int) *big.Rat {
	if token == pool.Pool.Address {
		return ratio(amount, pool.Supply.Actual.Raw)
	}
	t, err := pool.Token(token)
	if err != nil {
		return nil
	}
	balance := t.Balance().Raw
	share := ratio(amount, balance)
	weight := ratio(uint256.Int(t.Weight), weightSum(pool))
	if share == nil || weight == nil || weight.Sign() == 0 {
		return nil
	}
	return share.Mul(share, weight)
}

// Worths sums the values of several amounts. It is nil if one has no price.
func Worths(pool *ops.Snapshot, sums []Sum) *big.Rat {
	total := new(big.Rat)
	for _, sum := range sums {
		worth := Worth(pool, sum.Token, sum.Amount.Raw)
		if worth == nil {
			return nil
		}
		total.Add(total, worth)
	}
	return total
}

// weightSum is one, except for rounding during a weight change.
func weightSum(pool *ops.Snapshot) uint256.Int {
	var sum uint256.Int
	for _, t := range pool.Tokens {
		sum.Add(&sum, t.Weight.Int())
	}
	return sum
}

// ratio is a / b. It is nil if b is zero.
func ratio(a, b uint256.Int) *big.Rat {
	if b.IsZero() {
		return nil
	}
	return new(big.Rat).SetFrac(a.ToBig(), b.ToBig())
}

// Lost is the share of the value of in that is lost in the exchange for out, rounded up. It is zero
// for a gain, and nil if a value is unknown or in is zero.
func Lost(in, out *big.Rat) *units.Fixed {
	if in == nil || out == nil || in.Sign() == 0 {
		return nil
	}
	share := new(big.Rat).Quo(out, in)
	share.Sub(big.NewRat(1, 1), share)
	if share.Sign() < 0 {
		return &units.Fixed{}
	}
	return up(share)
}

// up converts a share to 18 decimals, rounded up. It is nil on overflow.
func up(share *big.Rat) *units.Fixed {
	one := units.FixedOne()
	scaled := new(big.Int).Mul(share.Num(), one.Int().ToBig())
	scaled.Add(scaled, new(big.Int).Sub(share.Denom(), big.NewInt(1)))
	scaled.Div(scaled, share.Denom())
	raw, over := uint256.FromBig(scaled)
	if over {
		return nil
	}
	return (*units.Fixed)(raw)
}

// Price is the price of one whole token in, in whole tokens of out, by the pool's spot prices,
// rounded down to 18 decimals. It is nil without a price.
func Price(pool *ops.Snapshot, in, out common.Address) *units.Fixed {
	a, b := Worth(pool, in, unit(pool, in)), Worth(pool, out, unit(pool, out))
	if a == nil || b == nil || b.Sign() == 0 {
		return nil
	}
	return down(new(big.Rat).Quo(a, b))
}

// Paid is the amount of out for each whole token of in, rounded down to 18 decimals. It is nil if
// in is zero.
func Paid(in, out units.Amount) *units.Fixed {
	got := ratio(out.Raw, in.Raw)
	if got == nil {
		return nil
	}
	scale := new(big.Rat).SetFrac(tens(in.Decimals), tens(out.Decimals))
	return down(got.Mul(got, scale))
}

func down(x *big.Rat) *units.Fixed {
	one := units.FixedOne()
	scaled := new(big.Int).Mul(x.Num(), one.Int().ToBig())
	raw, over := uint256.FromBig(scaled.Div(scaled, x.Denom()))
	if over {
		return nil
	}
	return (*units.Fixed)(raw)
}

// unit is one whole token in smallest units.
func unit(pool *ops.Snapshot, token common.Address) uint256.Int {
	return *uint256.MustFromBig(tens(ops.DecimalsOf(pool, token)))
}

func tens(decimals uint8) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
}

// SymbolOf is the symbol of a token of the pool, or the pool's own symbol. It is untrusted text.
func SymbolOf(pool *ops.Snapshot, token common.Address) named.Symbol {
	if t, err := pool.Token(token); err == nil {
		return t.Symbol
	}
	return named.Own("BPT")
}

// BptWorth is the amount of BPT with the value of an amount of a token, by the pool's spot prices,
// rounded down. amount is in whole tokens.
func BptWorth(pool *ops.Snapshot, token ops.Token, amount units.Fixed) (units.Amount, error) {
	bpt := units.Amount{Decimals: 18}
	share := Worth(pool, token.Address, unit(pool, token.Address))
	if share == nil || pool.Supply.Actual.Raw.IsZero() {
		return bpt, errors.New("the pool has no price for it")
	}
	one := units.FixedOne()
	share.Mul(share, new(big.Rat).SetFrac(amount.Int().ToBig(), one.Int().ToBig()))
	share.Mul(share, new(big.Rat).SetInt(pool.Supply.Actual.Raw.ToBig()))
	raw, over := uint256.FromBig(new(big.Int).Div(share.Num(), share.Denom()))
	if over {
		return bpt, errors.New("that exceeds the value of the pool")
	}
	bpt.Raw = *raw
	return bpt, nil
}
