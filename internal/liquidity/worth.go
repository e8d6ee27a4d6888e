// Package liquidity says what swaps, joins and exits cost those who make them, by the
// pool's own prices: in exact fractions, rounded against who trades. It plans nothing:
// the operations are package ops'.
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

// Worth is the share of the pool that an amount of one of its tokens, or of its BPT, is
// worth by the pool's spot prices: weight * amount / balance, the weights together being
// one, and amount / supply. The prices are those without fee, at which the next smallest
// swap would be made. It is nil where there is no price: of a token without a balance or
// weight, and of BPT without a supply.
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

// Worths adds up the worth of several amounts; nil where one has no price.
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

// weightSum is one but for rounding in the middle of a weight change.
func weightSum(pool *ops.Snapshot) uint256.Int {
	var sum uint256.Int
	for _, t := range pool.Tokens {
		sum.Add(&sum, t.Weight.Int())
	}
	return sum
}

// ratio is nil for a division by zero.
func ratio(a, b uint256.Int) *big.Rat {
	if b.IsZero() {
		return nil
	}
	return new(big.Rat).SetFrac(a.ToBig(), b.ToBig())
}

// Lost is the share of its worth that is lost where in becomes out, rounded up; nil where
// in is worth nothing. It is zero where out is worth more.
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

// up is a share as a number of 18 decimals, rounded up; nil where it is beyond them.
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

// Price is what one whole token of in costs in whole tokens of out by the pool's own
// prices, cut to 18 decimals; nil where there is none.
func Price(pool *ops.Snapshot, in, out common.Address) *units.Fixed {
	a, b := Worth(pool, in, unit(pool, in)), Worth(pool, out, unit(pool, out))
	if a == nil || b == nil || b.Sign() == 0 {
		return nil
	}
	return down(new(big.Rat).Quo(a, b))
}

// Paid is what each whole token of what came in has brought of what came out.
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

// unit is one whole token.
func unit(pool *ops.Snapshot, token common.Address) uint256.Int {
	return *uint256.MustFromBig(tens(DecimalsOf(pool, token)))
}

func tens(decimals uint8) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
}

// DecimalsOf are a token's of the pool, or BPT's.
func DecimalsOf(pool *ops.Snapshot, token common.Address) uint8 {
	const bptDecimals = 18
	if t, err := pool.Token(token); err == nil {
		return t.Decimals
	}
	return bptDecimals
}

// SymbolOf is a token's of the pool, or the pool's own: hostile text.
func SymbolOf(pool *ops.Snapshot, token common.Address) named.Symbol {
	if t, err := pool.Token(token); err == nil {
		return t.Symbol
	}
	return pool.Pool.Symbol
}

// BptWorth is the BPT of the same worth as an amount of a token, by the pool's own
// prices, rounded down. The amount is in whole tokens.
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
