package units

import (
	"fmt"
	"strings"

	"mpool/internal/named"
)

// ParseAmount parses an amount of a known token: "1.5" or "1.5 USDC" in whole tokens, or
// "1500000raw" in smallest units. It never rounds: too many decimals are an error.
func ParseAmount(text string, symbol named.Symbol, decimals uint8) (Amount, error) {
	amount := Amount{Decimals: decimals}
	number, unit := splitUnit(text)
	places := int(decimals)
	switch {
	case unit == "raw":
		places = 0
	case unit != "" && unit != symbol.Bare():
		return amount, fmt.Errorf("invalid amount %q: use 1.5%s or 1500000raw", Clip(text), withUnit(symbol))
	}
	var err error
	if amount.Raw, err = parseDecimal(number, places); err != nil {
		return amount, fmt.Errorf("invalid amount %q: use 1.5 or 1500000raw (%w)", Clip(text), err)
	}
	return amount, nil
}

// withUnit is the form with the unit, for a symbol that a shell takes as it is.
func withUnit(symbol named.Symbol) string {
	if symbol.Word() != symbol.Bare() {
		return ""
	}
	return fmt.Sprintf(", \"1.5 %s\"", symbol)
}

// AmountForm checks the form of an amount of an unknown token. Any word may follow the number.
func AmountForm(text string) error {
	_, unit := splitUnit(text)
	if unit != "" && !plausible(text, unit) {
		return fmt.Errorf("invalid amount %q: use 1.5 or 1500000raw, without separators of thousands", Clip(text))
	}
	_, err := ParseAmount(text, named.Symbol(unit), mostDecimals)
	return err
}

// mostDecimals is the largest number of decimals that a token of a pool can have.
const mostDecimals = 18

// splitUnit splits "1.5 USDC", "1.5USDC" or "1500000raw" after the number.
func splitUnit(text string) (number, unit string) {
	text = strings.TrimSpace(text)
	end := len(text) - len(strings.TrimLeft(text, "0123456789."))
	return text[:end], strings.TrimSpace(text[end:])
}

// Price is the price of one whole token in whole tokens of another.
type Price struct {
	Value Fixed
	Of    string // symbol or address of the other token
}

// ParsePrice parses "2000 USDC" exactly, with at most 18 decimals. A price of zero is an error.
func ParsePrice(text string) (Price, error) {
	number, of := splitUnit(text)
	value, err := parseDecimal(number, 18)
	switch {
	case err != nil:
		return Price{}, fmt.Errorf("invalid price %q: use \"2000 USDC\" (%w)", Clip(text), err)
	case of != "" && !plausible(text, of):
		return Price{}, fmt.Errorf("invalid price %q: use a plain number and a token, such as \"2000 USDC\"", Clip(text))
	case of == "":
		return Price{}, fmt.Errorf("price %q has no token: use \"%s USDC\", with a token of the pool", Clip(text), Clip(number))
	case value.IsZero():
		return Price{}, fmt.Errorf("the price is zero: use a price such as \"2000 USDC\"")
	}
	return Price{Fixed(value), of}, nil
}
