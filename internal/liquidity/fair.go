package liquidity

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// Valued is what a pool is worth at prices of its tokens, all in one money.
type Valued struct {
	// Sum is what its balances fetch: a proportional exit gives its share of that now. Swaps can
	// make it as large as somebody likes.
	Sum *big.Rat
	// Fair is what is left of it once arbitrage without swap fee has moved the pool to these
	// prices: Π (value of token i / wᵢ)^wᵢ, rounded down. Swaps cannot lower it, and it is Sum at
	// the most.
	Fair *big.Rat
}

// Value values a pool. False: a token has no price, or no weight.
func Value(pool *ops.Snapshot, price func(token common.Address) (*big.Rat, bool)) (Valued, bool) {
	v := Valued{new(big.Rat), new(big.Rat)}
	values := make([]*big.Rat, len(pool.Tokens))
	for i, t := range pool.Tokens {
		of, known := price(t.Address)
		if !known || t.Weight.Int().IsZero() {
			return v, false
		}
		balance := t.Balance().Raw
		values[i] = new(big.Rat).SetFrac(balance.ToBig(), tens(t.Decimals))
		v.Sum.Add(v.Sum, values[i].Mul(values[i], of))
	}
	if v.Sum.Sign() == 0 {
		return v, true
	}
	left, known := keeps(pool, values, v.Sum)
	v.Fair.Mul(v.Sum, left)
	return v, known
}

// keeps is the share of its worth that arbitrage leaves to a pool.
func keeps(pool *ops.Snapshot, values []*big.Rat, sum *big.Rat) (*big.Rat, bool) {
	one := units.FixedOne().Int()
	left := *one
	for i, t := range pool.Tokens {
		part := new(big.Rat).Quo(values[i], sum)
		part.Mul(part, new(big.Rat).SetFrac(one.ToBig(), t.Weight.Int().ToBig()))
		base := down(part)
		if base == nil {
			return new(big.Rat), false
		}
		power, err := poolmath.PowDown(*base.Int(), *t.Weight.Int())
		if err == nil {
			left, err = poolmath.MulDown(left, power)
		}
		if err != nil {
			return new(big.Rat), false
		}
	}
	if left.Gt(one) {
		left = *one // in the middle of a weight change the weights are one but for rounding
	}
	return new(big.Rat).SetFrac(left.ToBig(), one.ToBig()), true
}

// lost is the share of the sum that arbitrage takes, rounded up; nil where there is none.
func (v Valued) lost() *units.Fixed { return Lost(v.Sum, v.Fair) }

// Skewed is the share of the pool's worth that arbitrage takes where that is more than the
// swap fee, and nil otherwise: a smaller difference may stay, because arbitrage pays the fee.
func (v Valued) skewed(pool *ops.Snapshot) *units.Fixed {
	if share := v.lost(); share != nil && share.Int().Gt(pool.Fees.SwapFee.Int()) {
		return share
	}
	return nil
}

// Skew says that a pool's balances do not match outside prices.
type Skew struct {
	Share units.Fixed `json:"share"` // of the pool's worth that arbitrage takes, rounded up
	// Now is what the BPT are worth by the pool's balances, and Left once arbitrage has moved the
	// pool to the prices: in their money, rounded down.
	Now   units.Fixed `json:"now"`
	Left  units.Fixed `json:"left"`
	Joins bool        `json:"joins"` // the BPT are got; otherwise they are paid
}
