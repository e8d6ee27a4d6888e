// Package units has the number types of mpool: Fixed, Amount, Wei and Time. All are whole numbers,
// and their text forms are exact.
package units

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strings"

	"github.com/holiman/uint256"
)

// Fixed is a number with 18 decimals, as the contracts store weights, fees and prices: 1e18 is 1,
// or 100 %.
type Fixed uint256.Int

// FixedOne is 1.0, or 100 %.
func FixedOne() Fixed { return FixedFrom(1_000_000_000_000_000_000) }

// FixedFrom takes the raw integer: FixedFrom(1e18) is one.
func FixedFrom(raw uint64) Fixed { return Fixed(*uint256.NewInt(raw)) }

// Int is a copy of the raw integer; 1e18 is one.
func (f Fixed) Int() *uint256.Int { i := uint256.Int(f); return &i }

// Raw is the raw integer in decimal digits.
func (f Fixed) Raw() string { return f.Int().Dec() }

// String is the number in decimal notation, exact: "0.3".
func (f Fixed) String() string { return Decimal(f.Int(), 18) }

// Percent is the number as a percentage, exact: "30%".
func (f Fixed) Percent() string { return Decimal(f.Int(), 16) + "%" }

// MarshalText writes the raw integer in decimal digits, so that no JSON reader loses a digit.
func (f Fixed) MarshalText() ([]byte, error) { return []byte(f.Raw()), nil }

// UnmarshalText reads what MarshalText writes.
func (f *Fixed) UnmarshalText(text []byte) error { return setDecimal((*uint256.Int)(f), text) }

// Amount is a quantity of a token, in its smallest unit, with the token's decimals.
type Amount struct {
	Raw      uint256.Int `json:"raw"`
	Decimals uint8       `json:"decimals"`
}

// MarshalJSON writes the raw integer in decimal digits. Without it, json would not call uint256's
// own method for a value that is not addressable, and would write its words.
func (a Amount) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Raw      *uint256.Int `json:"raw"`
		Decimals uint8        `json:"decimals"`
	}{&a.Raw, a.Decimals})
}

// String is the amount in whole tokens, exact: "1.5".
func (a Amount) String() string { return Decimal(&a.Raw, uint(a.Decimals)) }

// Plus adds two amounts of one token. It wraps beyond 2^256. Sums of balances do not: the Vault's
// balances are below 2^112.
func (a Amount) Plus(b Amount) Amount {
	var sum uint256.Int
	sum.Add(&a.Raw, &b.Raw)
	return Amount{Raw: sum, Decimals: a.Decimals}
}

// Wei is an amount of the chain's native token.
type Wei uint256.Int

// Int is the number of wei.
func (w Wei) Int() *uint256.Int { i := uint256.Int(w); return &i }

// String is the amount in ether, exact.
func (w Wei) String() string { return Decimal(w.Int(), 18) }

// Gwei is the amount in gwei, exact.
func (w Wei) Gwei() string { return Decimal(w.Int(), 9) }

// MarshalText writes the number of wei in decimal digits.
func (w Wei) MarshalText() ([]byte, error) { return []byte(w.Int().Dec()), nil }

// UnmarshalText reads what MarshalText writes.
func (w *Wei) UnmarshalText(text []byte) error { return setDecimal((*uint256.Int)(w), text) }

// Times multiplies, such as gas by its price. It wraps beyond 2^256, which gas fees never reach.
func (w Wei) Times(n uint64) Wei {
	var product uint256.Int
	product.Mul(w.Int(), uint256.NewInt(n))
	return Wei(product)
}

// Time is a time or a duration of the chain's clock, in seconds. Times count from 1970.
type Time uint64

// Decimal writes n / 10^decimals exactly, without trailing zeros.
func Decimal(n *uint256.Int, decimals uint) string {
	digits := n.Dec()
	if decimals == 0 {
		return digits
	}
	if missing := int(decimals) + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	whole, frac := digits[:len(digits)-int(decimals)], digits[len(digits)-int(decimals):]
	frac = strings.TrimRight(frac, "0")
	if frac == "" {
		return whole
	}
	return whole + "." + frac
}

func setDecimal(into *uint256.Int, text []byte) error {
	if err := into.SetFromDecimal(string(text)); err != nil {
		return fmt.Errorf("invalid whole number %q: use digits, below 2^256", Clip(string(text)))
	}
	return nil
}

// Rat is the number as a fraction.
func (f Fixed) Rat() *big.Rat { return new(big.Rat).SetFrac(RawOf(f), Unit()) }
