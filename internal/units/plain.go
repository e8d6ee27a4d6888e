package units

import (
	"fmt"
	"strings"
	"unicode"
)

// ParsePlain parses a price without a unit, such as 2500 or 0.9998, exactly. All of the text must be
// the number: separators of thousands, exponents and units are errors. So is zero.
func ParsePlain(text string) (Fixed, error) {
	value, err := parseDecimal(strings.TrimSpace(text), 18)
	switch {
	case err != nil:
		return Fixed{}, fmt.Errorf("%q is not a plain number such as 2500 or 0.9998 (%w)", Clip(text), err)
	case value.IsZero():
		return Fixed{}, fmt.Errorf("%q is not a price above zero", Clip(text))
	}
	return Fixed(value), nil
}

// plausible says whether what follows a number can be a token's symbol or address, rather than the
// rest of a number: ",500 USDC", "e3", "%". A symbol with spaces needs the token's address.
func plausible(text, unit string) bool {
	if strings.ContainsFunc(unit, unicode.IsSpace) || !strings.ContainsFunc(unit, ofName) {
		return false
	}
	if first := []rune(unit)[0]; !ofName(first) && !unicode.IsDigit(first) {
		return false
	}
	glued := !strings.ContainsAny(text, " \t")
	return !glued || !isExponent(unit)
}

// isExponent says whether a unit is the rest of a number such as 1e3 or 1E+3.
func isExponent(unit string) bool {
	exponent := strings.TrimLeft(unit, "eE")
	return len(exponent) == len(unit)-1 && allDigits(strings.TrimLeft(exponent, "+-"))
}

// ofName says whether a symbol can begin with a character, beside digits.
func ofName(r rune) bool { return unicode.IsLetter(r) || unicode.In(r, unicode.Sc, unicode.So) }
