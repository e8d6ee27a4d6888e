package text

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// LineWidth is the most columns that one piece of text from outside may take.
const LineWidth = 200

// The text of a status fits 100 columns: names are cut, numbers are short, and rows with
// two addresses have a table of their own.
const (
	NameWidth   = 40
	SymbolWidth = 10
)

// Clean makes text from the chain fit to print, because anybody can choose names and
// symbols. It drops escape sequences, control characters, and the invisible ones that
// reorder or hide text, and cuts to a width in columns.
func Clean(text string, width int) string {
	// A megabyte of name need not be looked at to show forty columns of it.
	if len(text) > 4096 {
		text = text[:4096]
	}
	text = strings.Map(visible, ansi.Strip(strings.ToValidUTF8(text, "\uFFFD")))
	return ansi.Truncate(text, width, "…")
}

// visible keeps a character, turns it into a space, or drops it (-1). The class
// Cf holds the bidirectional marks and the zero-width characters. What is no
// character, such as U+FFFF, XML does not take.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs, unicode.Noncharacter_Code_Point):
		return -1
	case unicode.In(r, unicode.Mn, unicode.Me), r == '\u115F', r == '\u1160', r == '\u3164', r == '\uFFA0':
		return -1 // piled up accents; blanks that count as letters
	}
	return r
}

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
