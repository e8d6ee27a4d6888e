// Package text writes text for people: pages with a width and a zone, tables, numbers and times.
// Numbers and times have the forms listed in docs/json.md, which formtest checks.
package text

import (
	"fmt"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// View is the result of a command: its JSON and its text say the same.
type View interface {
	Text(p *Page)
}

// Page collects the text form of a view.
type Page struct {
	strings.Builder
	Colour bool
	// Width is the terminal's width in columns, at which prose and tables break; 0: no breaks.
	Width int
	// Wide keeps tables at their full width.
	Wide bool
	// Labels are names of addresses, which are added in lines and tables.
	Labels map[common.Address]string
	// Zone is the zone in which times are shown; nil: UTC.
	Zone *time.Location
	// Below is the code of the finding that the error below the page repeats; empty: none.
	Below string
	// Quiet leaves only the first line, warnings and refusals.
	Quiet bool
}

// Line adds a line. If it breaks, the rest is indented by two more columns.
func (p *Page) Line(format string, args ...any) {
	for line := range strings.SplitSeq(fmt.Sprintf(format, args...), "\n") {
		line = p.shown(line)
		p.broken(line, len(line)-len(strings.TrimLeft(line, " "))+2)
	}
}

// Fact adds a line with a name before it.
func (p *Page) Fact(name, format string, args ...any) {
	p.Named(10, name, format, args...)
}

// Named adds a line with a name that takes at least so many columns, and a space after a longer one.
// If it breaks, the rest is indented by these columns.
func (p *Page) Named(columns int, name, format string, args ...any) {
	if len(name) >= columns {
		name += " "
	}
	for i, line := range strings.Split(fmt.Sprintf(format, args...), "\n") {
		if i > 0 {
			name = ""
		}
		p.broken(p.Faint(fmt.Sprintf("%-*s", columns, name))+p.shown(line), columns)
	}
}

// Command adds a command to paste. If it breaks, each line ends with a backslash, as shells need it.
func (p *Page) Command(command string) {
	parts := Wrap("  "+command, p.Width-2, 4)
	p.WriteString(strings.Join(parts, " \\\n") + "\n")
}

// shown returns a line with labels after addresses, and times in the page's zone.
func (p *Page) shown(line string) string { return p.Reader().Shown(line) }

func (p *Page) broken(line string, hang int) {
	for _, part := range Wrap(line, p.Width, hang) {
		p.WriteString(part)
		p.WriteByte('\n')
	}
}

// Finding adds a line that begins with the severity.
func (p *Page) Finding(severity ops.Severity, format string, args ...any) {
	p.Line("%s: %s", p.Severity(string(severity)), Rounded(fmt.Sprintf(format, args...)))
}

// Severity colours a severity or the level of a message. No other place sets these colours.
func (p *Page) Severity(name string) string {
	switch name {
	case string(ops.Refuse), "error":
		return p.Red(name)
	case string(ops.Warn), "warning":
		return p.Yellow(name)
	}
	return name
}

// Heading adds an empty line and a bold line.
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
