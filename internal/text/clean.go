package text

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"mpool/internal/named"
)

// LineWidth is the most columns that one piece of text from outside may take.
const LineWidth = 200

// The text of a status fits 100 columns: names are cut, numbers are short, and rows with
// two addresses have a table of their own.
const (
	NameWidth   = 40
	SymbolWidth = 10
)

// Clean makes text from the chain fit to print (named.Clean).
func Clean(text string, width int) string { return named.Clean(text, width) }

// Harmless drops escape sequences and what hides or reorders text, and keeps everything
// else, lines and tabs too.
func Harmless(words string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && Hides(r) {
			return -1
		}
		return r
	}, ansi.Strip(words))
}

// Hides says whether a character controls a terminal, or hides or reorders what it shows.
func Hides(r rune) bool { return unicode.IsControl(r) || unicode.In(r, unicode.Cf) }

// MessageWidth cuts what is too long for a message, such as a page of HTML.
const MessageWidth = 1000
