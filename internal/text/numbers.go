package text

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"mpool/internal/units"
)

// Numbers for people, with commas between thousands. JSON has the exact ones.

// Amount is an amount in whole tokens. It is cut, not rounded: nobody is
// shown a unit that is not there.
func Amount(a units.Amount) string { return Number(a.String()) }

// Percent is a share or a fee: "30%" is exact, "30.0000%" is rounded.
func Percent(f units.Fixed) string { return Number(f.Percent()) }

// Number brings an exact number, which may be a percentage, to the digits
// that matter. Text that is no number stays as it is.
func Number(exact string) string { return NumberTo(exact, 0) }

// NumberTo has at least so many decimal places, where the number has them.
func NumberTo(exact string, least int32) string {
	d, percent, isNumber := ReadNumber(exact)
	switch {
	case !isNumber:
		return exact
	case percent:
		n := max(percentPlaces(d), least)
		return written(d, d.Round(n), n) + "%"
	case least <= 0 && d.NumDigits()+int(d.Exponent()) > 15:
		return huge(d)
	}
	n := max(places(d), least)
	return Group(written(d, d.Truncate(n), n))
}

func ReadNumber(exact string) (d decimal.Decimal, percent, isNumber bool) {
	digits, percent := strings.CutSuffix(exact, "%")
	if digits == "" || strings.Trim(digits, "0123456789.-") != "" {
		return d, percent, false
	}
	d, err := decimal.NewFromString(digits)
	return d, percent, err == nil
}

// Row is a row of values that are read side by side: those that differ look
// different, and amounts by how much.
func Row(exact []string) []string {
	var least int32
	for i := 1; i < len(exact); i++ {
		a, b := exact[i-1], exact[i]
		least = max(least, placesBetween(a, b))
		if a != b && NumberTo(a, least) == NumberTo(b, least) { // both are huge
			least = 1
		}
	}
	short := make([]string, len(exact))
	for i, value := range exact {
		short[i] = NumberTo(value, least)
	}
	return short
}

// placesBetween is how many decimal places show the difference of two numbers:
// its first two digits, or of percentages, which are rounded, the first.
func placesBetween(a, b string) int32 {
	x, percent, isX := ReadNumber(a)
	y, _, isY := ReadNumber(b)
	by := x.Sub(y)
	if !isX || !isY || by.IsZero() {
		return 0
	}
	first := -(int32(by.NumDigits()) + by.Exponent() - 1) // the place of the first digit
	if percent {
		return first
	}
	return first + 1
}

// Most is for what something costs at the most: it is rounded up.
func Most(exact string) string {
	d, err := decimal.NewFromString(exact)
	if err != nil {
		return exact
	}
	return Number(d.RoundCeil(places(d)).String())
}

// written has trailing zeros only where the number is not the exact one.
func written(exact, short decimal.Decimal, places int32) string {
	if short.Equal(exact) {
		return short.String()
	}
	return short.StringFixed(places)
}

// huge is for numbers that no pool has and somebody's token may show.
func huge(d decimal.Decimal) string {
	digits := d.Abs().Truncate(0).String()
	sign := ""
	if d.IsNegative() {
		sign = "-"
	}
	return fmt.Sprintf("%s%s.%se%d", sign, digits[:1], digits[1:5], len(digits)-1)
}

// places shows about eight digits.
func places(d decimal.Decimal) int32 {
	whole := int32(d.NumDigits()) + d.Exponent() // of the integer part; 0 or less for 0.0…
	switch {
	case whole > 6:
		return 0
	case whole > 3:
		return 2
	case whole > 0:
		return 4
	default:
		return 4 - whole
	}
}

func percentPlaces(d decimal.Decimal) int32 {
	if d.Abs().LessThan(decimal.New(1, -3)) {
		return places(d)
	}
	return 4
}

// Group sets commas between thousands: "1,234,567.89".
func Group(number string) string {
	whole, fraction, isFraction := strings.Cut(number, ".")
	for i := len(whole) - 3; i > 0 && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if isFraction {
		return whole + "." + fraction
	}
	return whole
}

// Time is a moment to the minute, or to the second where it matters.
func Time(t units.Time) string {
	moment := time.Unix(int64(t), 0).UTC()
	if moment.Second() != 0 {
		return moment.Format("2006-01-02 15:04:05")
	}
	return moment.Format("2006-01-02 15:04")
}

// FullTime is a moment to the second, for tables in which some have seconds.
func FullTime(t units.Time) string { return time.Unix(int64(t), 0).UTC().Format("2006-01-02 15:04:05") }

// Duration is a span of time in its two largest units, rounded: "3d12h", "7d", "16m".
func Duration(seconds units.Time) string {
	for _, unit := range []struct {
		of, in      units.Time
		name, small string
	}{{86400, 3600, "d", "h"}, {3600, 60, "h", "m"}, {60, 1, "m", "s"}} {
		n := (seconds + unit.in/2) / unit.in
		if large, small := n*unit.in/unit.of, n*unit.in%unit.of/unit.in; small > 0 && large > 0 {
			return fmt.Sprintf("%d%s%d%s", large, unit.name, small, unit.small)
		} else if large > 0 {
			return fmt.Sprintf("%d%s", large, unit.name)
		}
	}
	return fmt.Sprintf("%ds", seconds)
}
