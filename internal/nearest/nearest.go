// Package nearest finds which of the known words was probably meant.
package nearest

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

const (
	longest = 40 // bytes; a longer word is not a typing mistake
	most    = 2  // wrong letters
)

// Word returns the known word that is closest to the typed one; empty if none is close. Close means at
// most two wrong letters, and fewer than half of the word. Two swapped neighbours count as one letter.
// Letter case, and how parts of a word are joined, do not count.
func Word(typed string, known []string) string {
	best, least := "", most+1
	for _, candidate := range known {
		if d := distance(plain(typed), plain(candidate)); d < least && (d == 0 || d*2 < len(candidate)) {
			best, least = candidate, d
		}
	}
	return best
}

// Hint asks whether the closest word was meant; empty if none is close.
func Hint(typed string, known []string) string {
	if word := Word(typed, known); word != "" {
		return "did you mean " + word + "?"
	}
	return ""
}

func plain(word string) string {
	return strings.NewReplacer(" ", "-", "_", "-").Replace(strings.ToLower(strings.TrimSpace(word)))
}

func distance(a, b string) int {
	if len(a) > longest || len(b) > longest {
		return longest
	}
	least := levenshtein.ComputeDistance(a, b)
	for i := 1; i < len(a); i++ {
		swapped := a[:i-1] + a[i:i+1] + a[i-1:i] + a[i+1:]
		least = min(least, 1+levenshtein.ComputeDistance(swapped, b))
	}
	return least
}
