package text

import (
	"fmt"
	"strings"
)

// View is what a command answers: one struct whose JSON and whose text say the
// same.
type View interface {
	Text(p *Page)
}

// Fact is one line with a name before it.
func (p *Page) Fact(name, format string, args ...any) {
	p.Line("%s%s", p.Faint(fmt.Sprintf("%-10s", name)), fmt.Sprintf(format, args...))
}

// Page collects the text form of a view.
type Page struct {
	strings.Builder
	Colour bool
	// Below is the code of the finding that an error says right below the page; empty: none.
	Below string
}

// Line adds one line.
func (p *Page) Line(format string, args ...any) {
	fmt.Fprintf(p, format, args...)
	p.WriteByte('\n')
}

// Heading sets off what follows.
func (p *Page) Heading(text string) { p.Line("\n%s", p.Bold(text)) }

func (p *Page) Bold(text string) string { return p.paint("1", text) }

func (p *Page) Faint(text string) string { return p.paint("2", text) }

func (p *Page) Red(text string) string { return p.paint("31", text) }

func (p *Page) Green(text string) string { return p.paint("32", text) }

func (p *Page) Yellow(text string) string { return p.paint("33", text) }

func (p *Page) paint(code, text string) string {
	if !p.Colour {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}
