package text

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"mpool/internal/named"
)

// LineWidth is the largest width of one piece of text from outside, in columns.
const LineWidth = 200

// The text of a status fits 100 columns: names are cut, numbers are short, and rows with two addresses
// have a table of their own.
const (
	NameWidth   = 40
	SymbolWidth = 10
)

// Clean makes text from the chain fit to print (named.Clean).
func Clean(text string, width int) string { return named.Clean(text, width) }

// Harmless drops escape sequences and characters that hide or reorder text. It keeps everything else,
// also line breaks and tabs.
func Harmless(words string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && Hides(r) {
			return -1
		}
		return r
	}, ansi.Strip(words))
}

// Hides reports whether a character controls a terminal, or hides or reorders text.
func Hides(r rune) bool { return unicode.IsControl(r) || unicode.In(r, unicode.Cf) }

// MessageWidth is the largest width of a message in columns; a longer one, such as a page of HTML, is
// cut.
const MessageWidth = 1000
