package manual

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"mpool/internal/text"
)

// Flag is a flag in the help.
type Flag struct {
	Short, Name string
	Takes       string // the name of its value, such as FILE; empty: no value
	Usage       string
	Standard    string // its default; empty: not shown
}

// usageColumn is the largest column at which explanations begin; a longer flag has a line of its own.
const usageColumn = 30

// Flags lists flags, one below the other, within the width of a page.
func Flags(flags []Flag) string {
	column := 0
	for _, f := range flags {
		if width := ansi.StringWidth(f.head()) + 2; width <= usageColumn {
			column = max(column, width)
		}
	}
	var lines []string
	for _, f := range flags {
		lines = append(lines, f.lines(column)...)
	}
	return strings.Join(lines, "\n")
}

func (f Flag) head() string {
	head := "      --" + f.Name
	if f.Short != "" {
		head = "  -" + f.Short + ", --" + f.Name
	}
	return strings.TrimRight(head+" "+f.Takes, " ")
}

func (f Flag) lines(column int) []string {
	usage := f.Usage
	if f.Standard != "" {
		usage += " (default " + f.Standard + ")"
	}
	return row(f.head(), usage, column)
}

// Row is a name with its meaning.
type Row struct{ Name, Meaning string }

// Rows lists names, each with its meaning.
func Rows(rows []Row) string {
	column := 0
	for _, r := range rows {
		column = max(column, ansi.StringWidth(r.Name)+4)
	}
	var lines []string
	for _, r := range rows {
		lines = append(lines, row("  "+r.Name, r.Meaning, column)...)
	}
	return strings.Join(lines, "\n")
}

// row formats a name with its meaning from a column on; a name that is too long has a line of its own.
func row(name, meaning string, column int) []string {
	blanks := column - ansi.StringWidth(name)
	if blanks < 2 {
		return append([]string{name}, text.Wrap(strings.Repeat(" ", column)+meaning, Columns, column)...)
	}
	return text.Wrap(name+strings.Repeat(" ", blanks)+meaning, Columns, column)
}
