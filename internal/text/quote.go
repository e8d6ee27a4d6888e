package text

import (
	"strconv"
	"strings"
)

// ShellWord makes a word safe to paste into a shell.
func ShellWord(word string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=,%+@"
	if word != "" && strings.Trim(word, plain) == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// Quote quotes what the user typed, for an error. It does not show text that may be a private key in
// the wrong place.
func Quote(text string) string {
	digits := strings.TrimPrefix(text, "0x")
	if len(digits) == 64 && strings.Trim(digits, "0123456789abcdefABCDEF") == "" {
		return "a value with 64 digits"
	}
	return strconv.Quote(text)
}

// TypedWord is a word of a next command. Standard input is already read, so a file takes its place.
func TypedWord(word string) string {
	if word == "-" {
		return "FILE"
	}
	return ShellWord(word)
}
