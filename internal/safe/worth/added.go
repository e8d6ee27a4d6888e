package worth

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

// In is the price of a token in the pool's token with the largest weight that has a price in the same
// unit; none if the user gave no price of the token.
func (p Prices) In(pool *ops.Snapshot, token common.Address) (price tokenset.TokenPrice) {
	if _, given := p[token]; !given {
		return price
	}
	value, unit := p.of(token)
	var weight units.Fixed
	for _, held := range pool.Tokens {
		other, end := p.of(held.Address)
		if end != unit || held.Address == token || other.Sign() == 0 || !held.Weight.Int().Gt(weight.Int()) {
			continue
		}
		if quotient, fits := fixedOf(new(big.Rat).Quo(value, other)); fits {
			weight, price = held.Weight, tokenset.TokenPrice{Of: held.Address, Value: quotient}
		}
	}
	return price
}

// fixedOf is a number with 18 decimals, rounded down; false if it is too large or too small for one.
func fixedOf(r *big.Rat) (units.Fixed, bool) {
	scaled := new(big.Int).Mul(r.Num(), units.FixedOne().Int().ToBig())
	word, over := uint256.FromBig(scaled.Quo(scaled, r.Denom()))
	if over || word.IsZero() {
		return units.Fixed{}, false
	}
	return units.Fixed(*word), true
}
