package main

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
	"github.com/shopspring/decimal"

	"mpool/internal/ops"
)

// settingHook turns what YAML, the environment or a flag holds into a setting's
// type. Everything but a whole number has to be text: YAML would turn an address
// or a large number without quotes into another value.
func settingHook(from, to reflect.Type, data any) (any, error) {
	if from == to {
		return data, nil
	}
	if to.Kind() == reflect.Pointer {
		return data, nil // what it points to is asked for next
	}
	if to.Kind() == reflect.Struct && to != reflect.TypeFor[ops.Wei]() && to != reflect.TypeFor[ops.Price]() {
		return data, nil
	}
	switch to {
	case reflect.TypeFor[[]string]():
		return toList(data)
	case reflect.TypeFor[chainID]():
		return parseChain(fmt.Sprint(data))
	case reflect.TypeFor[uint64]():
		return parseCount(fmt.Sprint(data))
	case reflect.TypeFor[time.Duration]():
		return parseWait(fmt.Sprint(data))
	case reflect.TypeFor[ops.Fixed](), reflect.TypeFor[ops.Time]():
		return fromText(to, fmt.Sprint(data)) // which refuses a number without its unit
	}
	if to.Kind() == reflect.Slice {
		return data, nil
	}
	text, isText := data.(string)
	if !isText {
		return nil, fmt.Errorf("has to be text in quotes, found %T", data)
	}
	return fromText(to, text)
}

func fromText(to reflect.Type, text string) (any, error) {
	switch to {
	case reflect.TypeFor[common.Address]():
		return parseAddress(text)
	case reflect.TypeFor[ops.Wei]():
		return parseGasPrice(text)
	case reflect.TypeFor[ops.Fixed]():
		return ops.ParsePercent(text)
	case reflect.TypeFor[ops.Price]():
		return ops.ParsePrice(text)
	case reflect.TypeFor[ops.Time]():
		return parseSpan(text)
	}
	return text, nil
}

// parseSpan takes 12s, 3d or 1d12h; never a bare number.
func parseSpan(text string) (ops.Time, error) {
	if _, err := strconv.ParseUint(text, 10, 64); err == nil {
		return 0, fmt.Errorf("%q has no unit: write %ss for seconds or %sd for days, whichever is meant", text, text, text)
	}
	span, err := ops.ParseDuration(text)
	if err == nil && span == 0 {
		err = fmt.Errorf("%q is no time at all", text)
	}
	return span, err
}

// toList splits text at commas, as Foundry does with its variables.
func toList(data any) (any, error) {
	if text, isText := data.(string); isText {
		return strings.Split(text, ","), nil
	}
	return data, nil
}

func parseCount(text string) (uint64, error) {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is not a whole number", text)
	}
	return n, nil
}

// parseWait takes 90 (seconds, as Foundry does) or 1m30s.
func parseWait(text string) (time.Duration, error) {
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second, nil
	}
	wait, err := time.ParseDuration(text)
	if err != nil || wait <= 0 || ops.RepeatsUnit(text) {
		return 0, fmt.Errorf("%q is not a duration such as 45, 45s or 1m30s", text)
	}
	return wait, nil
}

// quoted is what the user wrote, for an error; but nothing that may be a
// private key in the wrong place.
func quoted(text string) string {
	digits := strings.TrimPrefix(text, "0x")
	if len(digits) == 64 && strings.Trim(digits, "0123456789abcdefABCDEF") == "" {
		return "what has 64 digits"
	}
	return strconv.Quote(text)
}

// parseAddress checks the checksum of an address that carries one.
func parseAddress(text string) (common.Address, error) {
	digits, found := strings.CutPrefix(text, "0x")
	if !found || !common.IsHexAddress(text) {
		return common.Address{}, fmt.Errorf("%s is not an address: 0x and 40 hexadecimal digits", quoted(text))
	}
	address := common.HexToAddress(text)
	plain := digits == strings.ToLower(digits) || digits == strings.ToUpper(digits)
	if !plain && address.Hex() != text {
		return common.Address{}, fmt.Errorf("%s has a wrong checksum: a digit is mistyped", text)
	}
	return address, nil
}

// parseGasPrice takes 10gwei, 0.5gwei or 10000000000wei; never a bare number.
func parseGasPrice(text string) (ops.Wei, error) {
	if digits, found := strings.CutSuffix(text, "gwei"); found {
		return toWei(text, digits, 9)
	}
	if digits, found := strings.CutSuffix(text, "wei"); found {
		return toWei(text, digits, 0)
	}
	return ops.Wei{}, fmt.Errorf("%q needs a unit: 10gwei or 10000000000wei", text)
}

func toWei(text, digits string, shift int32) (ops.Wei, error) {
	d, err := decimal.NewFromString(digits)
	if err != nil || strings.Trim(digits, "0123456789.") != "" {
		return ops.Wei{}, fmt.Errorf("%q is not a gas price such as 10gwei", text)
	}
	d = d.Shift(shift)
	wei, overflow := uint256.FromBig(d.BigInt())
	if !d.IsInteger() || overflow {
		return ops.Wei{}, fmt.Errorf("%q is not a whole number of wei", text)
	}
	return ops.Wei(*wei), nil
}
