package ops

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/holiman/uint256"
)

// ParseAmount reads an amount of a token that the command line names beside it:
// "1.5" or "1.5 USDC" in whole tokens, "1500000raw" in the token's smallest
// unit. It never rounds.
func ParseAmount(text, symbol string, decimals uint8) (Amount, error) {
	amount := Amount{Decimals: decimals}
	number, unit := splitUnit(text)
	places := int(decimals)
	switch {
	case unit == "raw":
		places = 0
	case unit != "" && unit != symbol:
		return amount, fmt.Errorf("invalid amount %q: use 1.5, \"1.5 %s\" or 1500000raw", clip(text), clip(symbol))
	}
	var err error
	if amount.Raw, err = parseDecimal(number, places); err != nil {
		return amount, fmt.Errorf("invalid amount %q: use 1.5 or 1500000raw (%w)", clip(text), err)
	}
	return amount, nil
}

// AmountForm says what is wrong with an amount of a token that is not known yet: any word may
// stand behind the number.
func AmountForm(text string) error {
	_, unit := splitUnit(text)
	_, err := ParseAmount(text, unit, mostDecimals)
	return err
}

// mostDecimals is how many decimals a token of a pool can have.
const mostDecimals = 18

// splitUnit parts "1.5 USDC", "1.5USDC" or "1500000raw" behind the number.
func splitUnit(text string) (number, unit string) {
	text = strings.TrimSpace(text)
	end := len(text) - len(strings.TrimLeft(text, "0123456789."))
	return text[:end], strings.TrimSpace(text[end:])
}

// Price is what one whole token costs in whole tokens of another.
type Price struct {
	Value Fixed
	Of    string // symbol or address of the other
}

// ParsePrice reads "2000 USDC", exactly: at most 18 digits after the point.
func ParsePrice(text string) (Price, error) {
	number, of := splitUnit(text)
	value, err := parseDecimal(number, 18)
	switch {
	case err != nil:
		return Price{}, fmt.Errorf("invalid price %q: use \"2000 USDC\" (%w)", clip(text), err)
	case of == "":
		return Price{}, fmt.Errorf("price %q has no token: use \"%s USDC\", with a token of the pool", clip(text), clip(number))
	case value.IsZero():
		return Price{}, fmt.Errorf("the price is zero: use a price such as \"2000 USDC\"")
	}
	return Price{Fixed(value), of}, nil
}

// NeutralDeposit is the deposit that leaves no arbitrage where one whole token
// costs the price: it is worth w/(1-w) of the pool, whose worth is taken from
// the other token's balance and weight, the pool being at the market's prices.
// The amount is the other's balance / its weight * w / (1-w) / price, rounded
// down once at the end. A token that is in the pool already has made room:
// nothing is left out for it then.
func NeutralDeposit(pool *Snapshot, added AddToken, other *Token, price Fixed, decimals uint8) (Amount, error) {
	deposit := Amount{Decimals: decimals}
	worth, costs, err := neutral(pool, added, other, price, decimals)
	if err != nil {
		return deposit, err
	}
	raw, over := uint256.FromBig(worth.Div(worth, costs))
	if over {
		return deposit, fmt.Errorf("the deposit is too large: check --price")
	}
	deposit.Raw = *raw
	return deposit, nil
}

// neutral is NeutralDeposit before it is rounded, worth / costs in raw units.
func neutral(pool *Snapshot, added AddToken, other *Token, price Fixed, decimals uint8) (worth, costs *big.Int, err error) {
	one := FixedOne()
	if added.Weight.Int().Cmp(one.Int()) >= 0 || price == (Fixed{}) || other.Weight == (Fixed{}) {
		return nil, nil, fmt.Errorf("a weight of %s leaves no other token to price the deposit by", added.Weight.Percent())
	}
	rest := new(big.Int).Sub(rawOf(one), rawOf(added.Weight))
	if _, err := pool.Token(added.Token); err == nil {
		rest = rawOf(one)
	}
	balance := other.Balance().Raw
	worth = new(big.Int).Mul(balance.ToBig(), rawOf(added.Weight)) // of other, * 1e18 * weight's 1e18
	worth.Mul(worth, rawOf(one)).Mul(worth, rawOf(one)).Mul(worth, pow10(decimals))
	costs = new(big.Int).Mul(rawOf(other.Weight), rest)
	costs.Mul(costs, rawOf(price)).Mul(costs, pow10(other.Decimals))
	return worth, costs, nil
}

// ParseManagedBalance reads "USDC=1000" for a token of the pool. What is managed
// now is what it rests on.
func (s *Snapshot) ParseManagedBalance(item string) (ManagedBalance, error) {
	name, text, found := cutLast(item, "=")
	if !found || name == "" {
		return ManagedBalance{}, fmt.Errorf("invalid amount %q: use TOKEN=AMOUNT, for example USDC=1000", clip(item))
	}
	token, err := s.FindToken(name)
	if err != nil {
		return ManagedBalance{}, err
	}
	amount, err := ParseAmount(text, token.Symbol, token.Decimals)
	return ManagedBalance{Token: token.Address, Amount: amount, Managed: token.Managed, AssetManager: token.AssetManager}, err
}
