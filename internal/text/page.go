// Package text writes for people: pages that know their width and zone, tables, and the one
// form of numbers and times, which docs/json.md lists and formtest holds.
package text

import (
	"fmt"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// View is what a command answers: one struct whose JSON and whose text say the
// same.
type View interface {
	Text(p *Page)
}

// Page collects the text form of a view.
type Page struct {
	strings.Builder
	Colour bool
	// Width is the terminal's width in columns, at which prose and tables break; 0: nothing
	// breaks.
	Width int
	// Wide leaves tables at their full width.
	Wide bool
	// Labels are names of addresses, which stand behind them in lines and tables.
	Labels map[common.Address]string
	// Zone is that of the clocks that show times; nil: UTC.
	Zone *time.Location
	// Below is the code of the finding that an error says right below the page; empty: none.
	Below string
	// Quiet leaves only what a reader has to know: the first line, warnings and refusals.
	Quiet bool
}

// Line adds one line. Where it breaks, the rest is indented by two more.
func (p *Page) Line(format string, args ...any) {
	for line := range strings.SplitSeq(fmt.Sprintf(format, args...), "\n") {
		line = p.shown(line)
		p.broken(line, len(line)-len(strings.TrimLeft(line, " "))+2)
	}
}

// Fact is one line with a name before it.
func (p *Page) Fact(name, format string, args ...any) {
	p.Named(10, name, format, args...)
}

// Named is one line with a name before it that takes so many columns at least. Where it
// breaks, the rest stands behind the name.
func (p *Page) Named(columns int, name, format string, args ...any) {
	for i, line := range strings.Split(fmt.Sprintf(format, args...), "\n") {
		if i > 0 {
			name = ""
		}
		p.broken(p.Faint(fmt.Sprintf("%-*s", columns, name))+p.shown(line), columns)
	}
}

// Command is a command to be pasted, which goes on in the next line as shells have it.
func (p *Page) Command(command string) {
	parts := Wrap("  "+command, p.Width-2, 4)
	p.WriteString(strings.Join(parts, " \\\n") + "\n")
}

// shown is a line with the names of addresses, and times in the page's zone.
func (p *Page) shown(line string) string { return p.Reader().Shown(line) }

func (p *Page) broken(line string, hang int) {
	for _, part := range Wrap(line, p.Width, hang) {
		p.WriteString(part)
		p.WriteByte('\n')
	}
}

// Finding is one line that begins with how much it matters.
func (p *Page) Finding(severity ops.Severity, format string, args ...any) {
	p.Line("%s: %s", p.Severity(string(severity)), Rounded(fmt.Sprintf(format, args...)))
}

// Severity is the one place that says which colour a finding's severity has, or a message's
// level.
func (p *Page) Severity(name string) string {
	switch name {
	case string(ops.Refuse), "error":
		return p.Red(name)
	case string(ops.Warn), "warning":
		return p.Yellow(name)
	}
	return name
}

// Heading sets off what follows.
func (p *Page) Heading(text string) { p.Line("\n%s", p.Bold(text)) }

func (p *Page) Bold(text string) string { return p.paint("1", text) }

func (p *Page) Faint(text string) string { return p.paint("2", text) }

func (p *Page) Red(text string) string { return p.paint("31", text) }

func (p *Page) Green(text string) string { return p.paint("32", text) }

func (p *Page) Yellow(text string) string { return p.paint("33", text) }

func (p *Page) paint(code, text string) string {
	if !p.Colour || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + endOfColour
}
