// Package manual formats the help pages. All have one layout and fit 80 columns: what a command does,
// its usage, examples, its own flags, details, and further pages.
package manual

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"mpool/internal/text"
)

// Columns is the width of a page.
const Columns = 80

// Page is the help of a command.
type Page struct {
	Title, Usage string
	Examples     string // one command per line
	Commands     []Row  // commands below this one
	Flags        []Flag
	Prose        string // paragraphs; lines that begin with blanks are not changed
	More         string
}

// String returns the page as it is printed.
func (p Page) String() string {
	parts := []string{p.Title, section("Usage", strings.Join(text.Wrap("  "+p.Usage, Columns, 6), "\n"))}
	add := func(title, body string) {
		if body != "" {
			parts = append(parts, section(title, body))
		}
	}
	add("Examples", Examples(p.Examples))
	add("Commands", Rows(p.Commands))
	add("Flags", Flags(p.Flags))
	for _, more := range []string{Prose(p.Prose), Prose(p.More)} {
		if more != "" {
			parts = append(parts, more)
		}
	}
	return strings.Join(parts, "\n\n") + "\n"
}

func section(title, body string) string { return title + ":\n" + body }

// Prose breaks paragraphs at the page's width. Lines that begin with blanks are tables, which it does
// not change.
func Prose(words string) string {
	var lines []string
	paragraph := ""
	end := func() {
		if paragraph != "" {
			lines = append(lines, text.Wrap(paragraph, Columns, 0)...)
		}
		paragraph = ""
	}
	for _, line := range strings.Split(strings.TrimSpace(words), "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t"):
			end()
			lines = append(lines, strings.ReplaceAll(line, "\t", "  "))
		default:
			paragraph = strings.TrimLeft(paragraph+" "+line, " ")
		}
	}
	end()
	return strings.Join(lines, "\n")
}

// Examples breaks long commands before a flag, with a backslash as shells need it.
func Examples(commands string) string {
	var lines []string
	for _, line := range strings.Split(strings.TrimRight(commands, "\n "), "\n") {
		lines = append(lines, example(line)...)
	}
	return strings.Join(lines, "\n")
}

func example(line string) []string {
	var lines []string
	for ansi.StringWidth(line) > Columns {
		at := breakBefore(line, Columns-len(" \\"))
		if at < 0 {
			break
		}
		lines = append(lines, line[:at]+" \\")
		line = "      " + strings.TrimLeft(line[at:], " ")
	}
	return append(lines, line)
}

// breakBefore returns the last position of a flag, otherwise of a word, before which a line can be
// broken; -1 if there is none. Text in quotes is one word.
func breakBefore(line string, width int) int {
	flag, word, quote := -1, -1, rune(0)
	indent := len(line) - len(strings.TrimLeft(line, " "))
	for at, r := range line {
		switch {
		case ansi.StringWidth(line[:at]) > width:
			return firstOf(flag, word)
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == ' ' && at > indent:
			word = at
			if strings.HasPrefix(line[at:], " -") {
				flag = at
			}
		}
	}
	return firstOf(flag, word)
}

// firstOf returns the position of the flag if there is one, otherwise that of the word.
func firstOf(flag, word int) int {
	if flag >= 0 {
		return flag
	}
	return word
}
