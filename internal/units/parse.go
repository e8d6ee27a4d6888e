package units

import (
	"fmt"
	"strings"
	"time"

	"github.com/holiman/uint256"
	"github.com/xhit/go-str2duration/v2"

	"mpool/internal/redact/typed"
)

// ParsePercent parses "30%" or "0.3%" exactly: at most 16 decimals, ASCII digits only, no sign and
// no exponent. A number without "%" is an error, because it has two readings that differ by a
// factor of 100.
func ParsePercent(text string) (Fixed, error) {
	digits, ok := strings.CutSuffix(text, "%")
	if !ok {
		return Fixed{}, unitlessPercent(text)
	}
	value, err := parseDecimal(digits, 16)
	if err != nil {
		return Fixed{}, fmt.Errorf("invalid percentage %q: %w", Clip(text), err)
	}
	return Fixed(value), nil
}

func unitlessPercent(text string) error {
	value, err := parseDecimal(text, 18)
	if err != nil {
		return fmt.Errorf("invalid percentage %q: use a form like 30%% or 0.3%%", Clip(text))
	}
	as := Fixed(value)
	if value.IsZero() {
		return fmt.Errorf("%q has no unit: did you mean 0%%?", Clip(text))
	}
	if one := FixedOne(); one.Int().Lt(&value) { // nobody means thousands of percent
		return fmt.Errorf("%q has no unit: did you mean %s%%?", Clip(text), Clip(as.String()))
	}
	return fmt.Errorf("%q has no unit: did you mean %s%% or %s?", Clip(text), as, as.Percent())
}

// parseDecimal parses a plain decimal number as an integer with this many decimals. It never
// rounds: more decimals are an error.
func parseDecimal(text string, decimals int) (uint256.Int, error) {
	whole, frac, dotted := strings.Cut(text, ".")
	if !allDigits(whole) || (dotted && !allDigits(frac)) {
		return uint256.Int{}, fmt.Errorf("use digits and at most one decimal point")
	}
	if len(frac) > decimals {
		return uint256.Int{}, fmt.Errorf("it has %d decimals; at most %d are possible", len(frac), decimals)
	}
	var value uint256.Int
	padded := whole + frac + strings.Repeat("0", decimals-len(frac))
	if err := value.SetFromDecimal(strings.TrimLeft(padded[:len(padded)-1], "0") + padded[len(padded)-1:]); err != nil {
		return uint256.Int{}, fmt.Errorf("the number is too large")
	}
	return value, nil
}

func allDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// ParseDuration parses "7d", "3d12h" or "90m" in seconds. Signs and fractions of a second are
// errors.
func ParseDuration(text string) (Time, error) {
	if text == "" || strings.ContainsAny(text, "+-.") {
		return 0, badDuration(text)
	}
	if RepeatsUnit(text) {
		return 0, fmt.Errorf("duration %q repeats a unit: use each unit once", Clip(text))
	}
	d, err := str2duration.ParseDuration(text)
	if err != nil || d < 0 || (d == 0 && text != "0" && !strings.HasPrefix(text, "0")) {
		return 0, badDuration(text)
	}
	if d%time.Second != 0 {
		return 0, fmt.Errorf("invalid duration %q: use whole seconds", Clip(text))
	}
	return Time(d / time.Second), nil
}

// RepeatsUnit says whether a duration repeats a unit, such as "1d1d". The sum is hardly what the
// user meant.
func RepeatsUnit(text string) bool {
	seen := map[string]bool{}
	for _, unit := range strings.FieldsFunc(text, func(r rune) bool { return r >= '0' && r <= '9' || r == '.' }) {
		unit = strings.ToLower(strings.TrimSpace(unit))
		if seen[unit] {
			return true
		}
		seen[unit] = true
	}
	return false
}

func badDuration(text string) error {
	return fmt.Errorf("invalid duration %q: use a form like 7d, 3d12h or 90m", Clip(text))
}

// ParseTime parses a time: "now", "+2h", RFC 3339 with or without seconds, or unix seconds. now is
// the block's time, because the chain's clock counts.
func ParseTime(text string, now Time) (Time, error) {
	if text == "now" {
		return now, nil
	}
	if rest, ok := strings.CutPrefix(text, "+"); ok {
		d, err := ParseDuration(rest)
		if err != nil {
			return 0, err
		}
		return now + d, nil
	}
	if allDigits(text) {
		return parseUnix(text)
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		at, err = time.Parse("2006-01-02T15:04Z07:00", text)
	}
	if err != nil || at.Unix() < 0 || at.Nanosecond() != 0 {
		return 0, fmt.Errorf("invalid time %q: use now, +2h, 2026-12-24T09:00Z, 2026-12-24T09:00+01:00 or unix seconds%s", Clip(text), dateAlone(text))
	}
	return Time(at.Unix()), nil
}

// dateAlone explains that a date needs a time of day. mpool does not guess one.
func dateAlone(text string) string {
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return ""
	}
	return "; a date needs a time of day and a zone: " + text + "T00:00Z"
}

func parseUnix(text string) (Time, error) {
	var value uint256.Int
	if len(text) > 11 || value.SetFromDecimal(text) != nil {
		return 0, fmt.Errorf("time %q is too late: the contracts store times below 2^32 seconds (the year 2106); is it in milliseconds?", Clip(text))
	}
	return Time(value.Uint64()), nil
}

// Clip shortens user input to 60 bytes, so that an error can quote it. It cuts between characters.
// It hides what may be a private key in the wrong place.
func Clip(text string) string {
	const most = 60
	if typed.IsKey(text) {
		return typed.Hidden
	}
	if len(text) <= most {
		return text
	}
	end := 0
	for at := range text {
		if at > most {
			break
		}
		end = at
	}
	return text[:end] + "…"
}

// ParseBound parses a circuit breaker's bound, a share of the price, exactly: "0.8" or "80%";
// "none" is 0.
func ParseBound(text string) (Fixed, error) {
	if text == "none" {
		return Fixed{}, nil
	}
	if strings.HasSuffix(text, "%") {
		return ParsePercent(text)
	}
	value, err := parseDecimal(text, 18)
	if err != nil {
		return Fixed{}, fmt.Errorf("invalid bound %q: use a form like 0.8, 80%% or none", Clip(text))
	}
	return Fixed(value), nil
}
