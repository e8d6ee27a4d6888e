package units

import (
	"encoding/json"
	"fmt"
	"math/big"
)

// Signed is a whole number of smallest units with a sign: a gain, or below zero a loss.
type Signed struct{ *big.Int }

// NewSigned is zero.
func NewSigned() Signed { return Signed{new(big.Int)} }

// MarshalJSON writes decimal digits in quotes, so that no reader of JSON can lose one.
func (s Signed) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Signed) UnmarshalJSON(text []byte) error {
	var digits string
	if err := json.Unmarshal(text, &digits); err != nil {
		return err
	}
	n, ok := new(big.Int).SetString(digits, 10)
	if !ok {
		return fmt.Errorf("invalid whole number %q", digits)
	}
	s.Int = n
	return nil
}

// Decimal is the number in whole tokens of so many decimals, exact: "-1.5".
func (s Signed) Decimal(decimals uint8) string {
	digits := new(big.Int).Abs(s.Int)
	text := digits.String()
	if decimals > 0 {
		text = trimZeros(BigDecimal(digits, int(decimals)))
	}
	if s.Sign() < 0 {
		return "-" + text
	}
	return text
}

// trimZeros leaves out what says nothing behind the point.
func trimZeros(text string) string {
	end := len(text)
	for end > 0 && text[end-1] == '0' {
		end--
	}
	if end > 0 && text[end-1] == '.' {
		end--
	}
	return text[:end]
}

// BigDecimal is a number with so many decimals.
func BigDecimal(n *big.Int, decimals int) string {
	text := fmt.Sprintf("%0*d", decimals+1, n)
	return text[:len(text)-decimals] + "." + text[len(text)-decimals:]
}
