package parse

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
	"github.com/shopspring/decimal"

	"mpool/internal/text"
	"mpool/internal/units"
)

// Span parses 12s, 3d or 1d12h into seconds; a number without a unit is refused.
func Span(text string) (units.Time, error) {
	if _, err := strconv.ParseUint(text, 10, 64); err == nil {
		return 0, fmt.Errorf("%q has no unit: did you mean %ss (seconds) or %sd (days)?", text, text, text)
	}
	span, err := units.ParseDuration(text)
	if err == nil && span == 0 {
		err = fmt.Errorf("%q is zero or negative", text)
	}
	return span, err
}

func Count(text string) (uint64, error) {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is not a whole number", text)
	}
	return n, nil
}

// Wait parses 90 (seconds, as in Foundry) or 1m30s.
func Wait(text string) (time.Duration, error) {
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second, nil
	}
	wait, err := time.ParseDuration(text)
	if err != nil || wait <= 0 || units.RepeatsUnit(text) {
		return 0, fmt.Errorf("%q is not a duration, for example 45, 45s or 1m30s", text)
	}
	return wait, nil
}

// Address parses an address. If it has a checksum, the checksum must be right.
func Address(words string) (common.Address, error) {
	digits, found := strings.CutPrefix(words, "0x")
	if !found || !common.IsHexAddress(words) {
		return common.Address{}, fmt.Errorf("%s is not an address: use 0x and 40 hexadecimal digits", text.Quote(words))
	}
	address := common.HexToAddress(words)
	plain := digits == strings.ToLower(digits) || digits == strings.ToUpper(digits)
	if !plain && address.Hex() != words {
		return common.Address{}, fmt.Errorf("%s has a wrong checksum: a character is mistyped", words)
	}
	return address, nil
}

// GasPrice parses 10gwei, 0.5gwei or 10000000000wei; a number without a unit is refused.
func GasPrice(text string) (units.Wei, error) {
	if digits, found := strings.CutSuffix(text, "gwei"); found {
		return toWei(text, digits, 9)
	}
	if digits, found := strings.CutSuffix(text, "wei"); found {
		return toWei(text, digits, 0)
	}
	return units.Wei{}, fmt.Errorf("%q has no unit: use 10gwei or 10000000000wei", text)
}

func toWei(text, digits string, shift int32) (units.Wei, error) {
	d, err := decimal.NewFromString(digits)
	if err != nil || strings.Trim(digits, "0123456789.") != "" {
		return units.Wei{}, fmt.Errorf("%q is not a gas price, for example 10gwei", text)
	}
	d = d.Shift(shift)
	wei, overflow := uint256.FromBig(d.BigInt())
	if !d.IsInteger() || overflow {
		return units.Wei{}, fmt.Errorf("%q is not a whole number of wei", text)
	}
	return units.Wei(*wei), nil
}
