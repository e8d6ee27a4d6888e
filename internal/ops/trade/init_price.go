package trade

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// implied lists the prices that the amounts set, in a dollar token or else the last token: "1 WETH = 4,500 USDC".
func (op InitPool) implied(now *ops.Snapshot) string {
	amounts, err := inOrder(now, op.Amounts)
	if err != nil {
		return ""
	}
	unit := dollarToken(now)
	var list []string
	for i, token := range now.Tokens {
		if i == unit {
			continue
		}
		other := now.Tokens[unit]
		value := new(big.Rat).SetFrac(side(amounts[unit], other.Decimals, token.Weight), side(amounts[i], token.Decimals, other.Weight))
		list = append(list, fmt.Sprintf("1 %s %s %s", token.Symbol, aboutText(value), other.Symbol))
	}
	return strings.Join(list, ", ")
}

// side is an amount with 18 decimals times the other token's weight. The pool accepts no amount of zero.
func side(amount uint256.Int, decimals uint8, weight units.Fixed) *big.Int {
	n := new(big.Int).Mul(amount.ToBig(), units.Pow10(18-decimals))
	return n.Mul(n, units.RawOf(weight))
}

// dollarToken is the index of the token in which prices are shown.
func dollarToken(now *ops.Snapshot) int {
	for _, symbol := range []string{"USDC", "USDT", "DAI"} {
		if i := slices.IndexFunc(now.Tokens, func(t ops.Token) bool { return string(t.Symbol) == symbol }); i >= 0 {
			return i
		}
	}
	return len(now.Tokens) - 1
}

// aboutText is "= 4,500", or "≈ 3,333.33" if six digits are not exact.
func aboutText(value *big.Rat) string {
	scaled := new(big.Rat).Mul(value, new(big.Rat).SetInt(units.Unit()))
	raw, over := uint256.FromBig(new(big.Int).Quo(scaled.Num(), scaled.Denom()))
	if over {
		return "≈ more than 1e59"
	}
	sign, short := "=", cutTo(units.Amount{Raw: *raw, Decimals: 18})
	if !scaled.IsInt() || short.Raw != *raw {
		sign = "≈"
	}
	return sign + " " + units.Group(short.String())
}

// fitting lists the largest amounts, none above the given one, that set the given prices.
func (op InitPool) fitting(now *ops.Snapshot) string {
	amounts, err := inOrder(now, op.Amounts)
	if err != nil {
		return ""
	}
	var value *big.Rat // of the pool: the least that a token's amount allows
	for i, token := range now.Tokens {
		worth, given := op.worth(token.Address)
		if !given {
			return ""
		}
		is := new(big.Rat).SetFrac(new(big.Int).Mul(amounts[i].ToBig(), worth), new(big.Int).Mul(units.Pow10(token.Decimals), units.RawOf(token.Weight)))
		if value == nil || is.Cmp(value) < 0 {
			value = is
		}
	}
	var list []string
	for _, token := range now.Tokens {
		worth, _ := op.worth(token.Address)
		amount := new(big.Rat).SetFrac(new(big.Int).Mul(units.Pow10(token.Decimals), units.RawOf(token.Weight)), worth)
		amount.Mul(amount, value)
		raw, over := uint256.FromBig(new(big.Int).Quo(amount.Num(), amount.Denom()))
		if over {
			return ""
		}
		list = append(list, token.Symbol.Word()+"="+cutTo(units.Amount{Raw: *raw, Decimals: token.Decimals}).String())
	}
	return strings.Join(list, " ")
}

// priced says which prices the amounts set, and whether they are the given prices.
func (op InitPool) priced(now *ops.Snapshot) []ops.Finding {
	implied := op.implied(now)
	if len(op.Prices) == 0 {
		return []ops.Finding{{Severity: ops.Warn, Code: "init.unchecked", Summary: "the amounts set the pool's prices, and no token prices were given: wrong amounts are lost to arbitrage", Detail: "they set " + implied,
			Hint: "compare this with the market, or give the price of each token with --price TOKEN=PRICE"}}
	}
	if loss, err := op.Loss(now); err != nil || !units.IsAbove(loss, ops.Noise()) {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "init.prices", Summary: "the amounts do not match the given prices: arbitrage takes the difference", Detail: "they set " + implied,
		Hint: "amounts that match the given prices: " + op.fitting(now)}}
}
