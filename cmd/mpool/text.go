package main

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// page collects the text form of a view.
type page struct {
	strings.Builder
	colour bool
}

func (a *app) newPage() *page { return &page{colour: a.colour(a.out)} }

// line adds one line.
func (p *page) line(format string, args ...any) {
	fmt.Fprintf(p, format, args...)
	p.WriteByte('\n')
}

// heading sets off what follows.
func (p *page) heading(text string) { p.line("\n%s", p.bold(text)) }

func (p *page) bold(text string) string   { return p.paint("1", text) }
func (p *page) faint(text string) string  { return p.paint("2", text) }
func (p *page) red(text string) string    { return p.paint("31", text) }
func (p *page) green(text string) string  { return p.paint("32", text) }
func (p *page) yellow(text string) string { return p.paint("33", text) }

func (p *page) paint(code, text string) string {
	if !p.colour {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// clean makes text from the chain fit to print: names and symbols are whatever
// somebody wrote there. It drops escape sequences, control characters, and the
// invisible ones that reorder or hide text, and cuts to a width in columns.
func clean(text string, width int) string {
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
