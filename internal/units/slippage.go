package units

import (
	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
)

// LeastOf is amount * (1 - slippage), rounded up: the minimum that a slippage allows.
func LeastOf(amount Amount, slippage Fixed) Amount {
	keep := poolmath.Complement(uint256.Int(slippage))
	product, one := new(uint256.Int), FixedOne()
	quotient, remainder := new(uint256.Int), new(uint256.Int)
	if _, over := product.MulOverflow(&amount.Raw, &keep); over {
		return amount // beyond any token's supply
	}
	quotient.DivMod(product, one.Int(), remainder)
	if !remainder.IsZero() {
		quotient.AddUint64(quotient, 1)
	}
	return Amount{*quotient, amount.Decimals}
}

// MostOf is amount * (1 + slippage), rounded down: the maximum that a slippage allows.
func MostOf(amount Amount, slippage Fixed) Amount {
	product, one := new(uint256.Int), FixedOne()
	if _, over := product.MulOverflow(&amount.Raw, slippage.Int()); over {
		return amount
	}
	product.Div(product, one.Int())
	return Amount{*product.Add(product, &amount.Raw), amount.Decimals}
}
