package text

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// LineWidth is the largest width of one piece of text from outside, in columns.
const LineWidth = 200

// The text of a status fits 100 columns: names are cut, numbers are short, and rows with two addresses
// have a table of their own.
const (
	NameWidth   = 40
	SymbolWidth = 10
)

// Clean makes text from the chain safe to print: anyone can choose names and symbols. It drops escape
// sequences, control characters, and invisible characters that reorder or hide text. It cuts the text
// to a width in columns.
func Clean(text string, width int) string {
	// a shorter prefix is enough: a name can have a megabyte
	if len(text) > 4096 {
		text = text[:4096]
	}
	text = strings.Map(visible, ansi.Strip(strings.ToValidUTF8(text, "\uFFFD")))
	return ansi.Truncate(text, width, "…")
}

// visible keeps a character, replaces it by a space, or drops it (-1). The class Cf holds the
// bidirectional marks and the zero-width characters. XML does not accept noncharacters such as U+FFFF.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs, unicode.Noncharacter_Code_Point):
		return -1
	case unicode.In(r, unicode.Mn, unicode.Me), r == '\u115F', r == '\u1160', r == '\u3164', r == '\uFFA0':
		return -1 // stacked accents, and blanks that count as letters
	}
	return r
}

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
