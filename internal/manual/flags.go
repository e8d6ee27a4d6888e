package manual

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"mpool/internal/text"
)

// Flag is a flag as help shows it.
type Flag struct {
	Short, Name string
	Takes       string // what it takes: FILE; empty: nothing
	Usage       string
	Standard    string // what counts where it is not given; empty: nothing is said of it
}

// usageColumn is where a flag's explanation begins at most; a longer flag stands on a
// line of its own.
const usageColumn = 30

// Flags are the flags below one another, in lines that fit.
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

// Row is a name and what it means.
type Row struct{ Name, Meaning string }

// Rows are names below one another, each with its meaning.
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

// row is a name with its meaning from a column on; a name that is too long has a line of
// its own.
func row(name, meaning string, column int) []string {
	blanks := column - ansi.StringWidth(name)
	if blanks < 2 {
		return append([]string{name}, text.Wrap(strings.Repeat(" ", column)+meaning, Columns, column)...)
	}
	return text.Wrap(name+strings.Repeat(" ", blanks)+meaning, Columns, column)
}
