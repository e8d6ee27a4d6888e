package batch

import (
	"math/big"
	"slices"
	"strings"

	"mpool/internal/nearest"
)

// Suggestions for misspelled words.

// synonym returns the field for another word that people write for it.
func synonym(word string) string {
	switch word {
	case "op", "name", "command", "action":
		return operationField
	case "weights", "targets":
		return "to"
	case "members":
		return "addresses"
	case "until":
		return "end"
	case "swap-fee", "swap_fee":
		return "fee"
	}
	return ""
}

// near returns the known word that was probably meant; empty if none is similar.
func near(word string, known []string) string {
	if meant := synonym(strings.ToLower(strings.TrimSpace(word))); slices.Contains(known, meant) {
		return meant
	}
	return nearest.Word(word, known)
}

// unknownField is what to write in place of a field that an operation does not have.
func unknownField(word, operation string, names []string) string {
	switch strings.ToLower(word) {
	case "tz", "zone", "timezone", "time_zone":
		if slices.Contains(names, "end") {
			return "write the zone after the time: end: 2026-12-24 09:00 Europe/Zurich"
		}
	}
	return didYouMean(word, names, operation+" takes "+strings.Join(names, ", "))
}

// didYouMean puts the suggestion before the list of known words.
func didYouMean(word string, known []string, rest string) string {
	if meant := near(word, known); meant != "" {
		return "did you mean " + meant + "? " + rest
	}
	return rest
}

// written says how to write a number of this field: with a unit, if it needs one, because quotes alone
// would be refused again.
func (f Field) written(value string) string {
	switch f.Unit {
	case Span:
		return "add a unit, for example 12h or 7d"
	case Percent:
		if more := timesHundred(value); more != "" {
			return "write " + clip(value) + "% or " + more + "%"
		}
		return "add the percent sign, for example 30%"
	}
	return ""
}

// timesHundred multiplies a plain number by 100; empty for other text.
func timesHundred(value string) string {
	if value == "" || len(value) > 30 || strings.Trim(value, "0123456789.") != "" {
		return ""
	}
	n, ok := new(big.Rat).SetString(value)
	if !ok {
		return ""
	}
	text := n.Mul(n, big.NewRat(100, 1)).FloatString(30)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}
