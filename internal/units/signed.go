package units

import (
	"encoding/json"
	"fmt"
	"math/big"
)

// Signed is a signed whole number of smallest units, such as a gain or a loss.
type Signed struct{ Int *big.Int }

// NewSigned returns zero.
func NewSigned() Signed { return Signed{new(big.Int)} }

// String is the number in decimal digits.
func (s Signed) String() string { return s.Int.String() }

// MarshalJSON writes decimal digits in quotes, so that no JSON reader loses a digit.
func (s Signed) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Signed) UnmarshalJSON(text []byte) error {
	var digits string
	if err := json.Unmarshal(text, &digits); err != nil {
		return err
	}
	n, ok := new(big.Int).SetString(digits, 10)
	if !ok {
		return fmt.Errorf("invalid whole number %q", Clip(digits))
	}
	s.Int = n
	return nil
}

// Decimal is the number in whole tokens, exact: "-1.5".
func (s Signed) Decimal(decimals uint8) string {
	digits := new(big.Int).Abs(s.Int)
	text := digits.String()
	if decimals > 0 {
		text = trimZeros(BigDecimal(digits, int(decimals)))
	}
	if s.Int.Sign() < 0 {
		return "-" + text
	}
	return text
}

// trimZeros removes trailing zeros after the point.
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

// BigDecimal is n / 10^decimals with all decimals, for n that is not negative.
func BigDecimal(n *big.Int, decimals int) string {
	text := fmt.Sprintf("%0*d", decimals+1, n)
	return text[:len(text)-decimals] + "." + text[len(text)-decimals:]
}
