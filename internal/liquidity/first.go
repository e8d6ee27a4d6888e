package liquidity

import (
	"math/big"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// InitAmount is the amount of a token in a first join of this value: value * weight / price,
// rounded down. value and price are in the same currency. The price must not be zero.
func InitAmount(token ops.Token, value, price units.Fixed) units.Amount {
	one := units.FixedOne()
	amount := new(big.Int).Mul(value.Int().ToBig(), token.Weight.Int().ToBig())
	amount.Mul(amount, tens(token.Decimals))
	amount.Div(amount, new(big.Int).Mul(price.Int().ToBig(), one.Int().ToBig()))
	return amountOf(amount, token.Decimals)
}
