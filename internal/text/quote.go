package text

import (
	"strconv"
	"strings"

	"mpool/internal/redact/typed"
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
	if typed.IsKey(text) {
		return typed.Hidden
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
