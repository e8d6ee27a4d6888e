// Package typed finds private keys that a person typed in the wrong place.
package typed

import (
	"regexp"
	"strings"
)

// Hidden is shown instead of a text that may be a private key in the wrong place.
const Hidden = "a value with 64 digits"

const keyDigits = 64

// IsKey says whether a text may be a private key: 64 hexadecimal digits, with or without 0x.
func IsKey(text string) bool {
	digits := strings.TrimPrefix(text, "0x")
	return len(digits) == keyDigits && strings.Trim(digits, "0123456789abcdefABCDEF") == ""
}

// Hide hides in a text each value of 64 digits that one of the typed words contains. Other values
// of that length are hashes.
func Hide(text string, words []string) string {
	all := strings.Join(words, " ")
	return regexp.MustCompile(`"?\b(0x)?[0-9a-fA-F]{64}\b"?`).ReplaceAllStringFunc(text, func(found string) string {
		if strings.Contains(all, strings.Trim(found, `"`)) {
			return Hidden
		}
		return found
	})
}
