package text

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"mpool/internal/units"
)

// Numbers for people, with commas between thousands. JSON has the exact numbers.

// Amount returns an amount in whole tokens, rounded to the significant digits. Use Least or Most for a
// limit, so that the shown limit holds.
func Amount(a units.Amount) string { return Number(a.String()) }

// Percent returns a share or a fee with at most four decimals, without trailing zeros.
func Percent(f units.Fixed) string { return Number(f.Percent()) }

// Number rounds an exact number, which may be a percentage, to the significant digits. A time in RFC
// 3339 gets the form for people. Other text is unchanged.
func Number(exact string) string { return NumberTo(exact, 0) }

// NumberTo is Number with at least so many decimal places, if the number has them.
func NumberTo(exact string, least int32) string {
	d, percent, isNumber := ReadNumber(exact)
	switch {
	case !isNumber:
		return Exact(exact)
	case percent:
		return Group(d.Round(max(percentPlaces(d), least)).String()) + "%"
	case least <= 0 && isHuge(d):
		return huge(d, decimal.Decimal.Round)
	}
	return Group(d.Round(max(places(d), least)).String())
}

func ReadNumber(exact string) (d decimal.Decimal, percent, isNumber bool) {
	digits, percent := strings.CutSuffix(exact, "%")
	if digits == "" || strings.Trim(digits, "0123456789.-") != "" {
		return d, percent, false
	}
	d, err := decimal.NewFromString(digits)
	return d, percent, err == nil
}

// Row formats values that are read side by side. Values that differ look different, and amounts show by
// how much.
func Row(exact []string) []string {
	var least int32
	for i := 1; i < len(exact); i++ {
		a, b := exact[i-1], exact[i]
		least = max(least, placesBetween(a, b))
		if a != b && NumberTo(a, least) == NumberTo(b, least) { // both are written with an exponent
			least = max(least, 1)
		}
	}
	short := make([]string, len(exact))
	for i, value := range exact {
		short[i] = NumberTo(value, least)
	}
	return marked(exact, short)
}

// marked puts ≈ before a rounded number that would look like an exact one beside it: "≈30%".
func marked(exact, short []string) []string {
	list := slices.Clone(short)
	for i, a := range exact {
		for j, b := range exact {
			if a != b && short[i] == short[j] && !isExact(a, short[i]) && isExact(b, short[j]) {
				list[i] = "≈" + short[i]
			}
		}
	}
	return list
}

// isExact reports whether a number for people equals the exact one.
func isExact(exact, short string) bool {
	a, _, isA := ReadNumber(exact)
	b, _, isB := ReadNumber(strings.ReplaceAll(short, ",", ""))
	return isA && isB && a.Equal(b)
}

// seenDigits is the number of leading digits that two numbers share if people see them as equal.
const seenDigits = 12

// placesBetween returns how many decimal places show the difference of two numbers: its first two
// digits, for percentages the first.
func placesBetween(a, b string) int32 {
	x, percent, isX := ReadNumber(a)
	y, _, isY := ReadNumber(b)
	by := x.Sub(y)
	if !isX || !isY || by.Abs().LessThanOrEqual(x.Abs().Shift(-seenDigits)) {
		return 0
	}
	first := -(int32(by.NumDigits()) + by.Exponent() - 1) // decimal place of the first digit
	if percent {
		return first
	}
	return first + 1
}

// Most formats an upper limit, such as a cost: it rounds up.
func Most(exact string) string { return limit(exact, decimal.Decimal.RoundCeil) }

// Least formats a lower limit, such as what someone gets: it rounds down.
func Least(exact string) string { return limit(exact, decimal.Decimal.RoundFloor) }

func limit(exact string, round func(decimal.Decimal, int32) decimal.Decimal) string {
	d, err := decimal.NewFromString(exact)
	switch {
	case err != nil:
		return exact
	case isHuge(d):
		return huge(d, round)
	}
	return Number(round(d, places(d)).String())
}

// Rounded rounds the amounts in a sentence; findings have exact amounts for JSON. It does not change
// percentages, short numbers and quoted text.
func Rounded(sentence string) string {
	words := strings.Split(sentence, " ")
	for i, word := range words {
		number := strings.TrimRight(word, ",;:)")
		whole, behind, _ := strings.Cut(number, ".")
		unit := i+1 < len(words) && words[i+1] != "" && (words[i+1] == "times" || words[i+1][0] == '"' || unicode.IsUpper([]rune(words[i+1])[0]))
		if !strings.HasSuffix(number, "%") && (len(behind) > 4 || unit && len(whole) > 3) {
			words[i] = Number(number) + word[len(number):]
		}
	}
	return strings.Join(words, " ")
}

// hugeFrom is the largest number of digits before the point that a pool's number has.
const hugeFrom = 15

func isHuge(d decimal.Decimal) bool { return d.NumDigits()+int(d.Exponent()) > hugeFrom }

// huge formats a number that no pool has but a token may report: five digits, rounded.
func huge(d decimal.Decimal, round func(decimal.Decimal, int32) decimal.Decimal) string {
	whole := d.NumDigits() + int(d.Exponent())
	d = round(d, int32(5-whole))
	digits := d.Abs().Truncate(0).String()
	sign := ""
	if d.IsNegative() {
		sign = "-"
	}
	return fmt.Sprintf("%s%s.%se%d", sign, digits[:1], digits[1:5], len(digits)-1)
}

// places returns the number of decimals that shows at least four digits, and at least two decimals.
func places(d decimal.Decimal) int32 {
	whole := int32(d.NumDigits()) + d.Exponent() // digits of the integer part; 0 or less for 0.0…
	switch {
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

// Count formats a whole number, such as an amount of gas.
func Count(n uint64) string { return Group(strconv.FormatUint(n, 10)) }

// Group puts commas between thousands: "1,234,567.89".
func Group(number string) string {
	return units.Group(number)
}

// Pair formats an exact value before and after a change: numbers that differ look different.
func Pair(before, after string) (was, is string) {
	short := Row([]string{before, after})
	for i, exact := range []string{before, after} {
		if _, _, isNumber := ReadNumber(exact); !isNumber {
			short[i] = Exact(exact)
		}
	}
	return Clean(short[0], pairWidth), Clean(short[1], pairWidth)
}

const pairWidth = 60
