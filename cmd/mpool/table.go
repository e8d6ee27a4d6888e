package main

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Tables are laid out here and not by a library: the usual one, tablewriter,
// adds 0.3 ms to every start of the program, an eighth of it, for its tables of
// character widths, whether or not a table is shown.

// table adds a table to the page, without lines and with two blanks between
// columns. Its cells have to be clean already; they may hold colours. A column
// whose name begins with > is of numbers, which stand to the right.
func (p *page) table(header []string, rows [][]string) {
	names, right := p.headings(header)
	all := append([][]string{names}, rows...)
	widths := widthsOf(all, len(header))
	for _, row := range all {
		var line strings.Builder
		for i, cell := range row {
			blanks := strings.Repeat(" ", widths[i]-ansi.StringWidth(cell))
			if right[i] {
				line.WriteString(blanks + cell + "  ")
			} else {
				line.WriteString(cell + blanks + "  ")
			}
		}
		p.line("%s", strings.TrimRight(line.String(), " "))
	}
}

func (p *page) headings(header []string) (names []string, right []bool) {
	for _, name := range header {
		name, numbers := strings.CutPrefix(name, ">")
		names, right = append(names, p.faint(name)), append(right, numbers)
	}
	return names, right
}

// widthsOf are the widest cells in columns of the terminal: a Chinese letter
// takes two, an escape sequence none.
func widthsOf(rows [][]string, columns int) []int {
	widths := make([]int, columns)
	for _, row := range rows {
		if len(row) != columns {
			panic(fmt.Sprintf("a row of %d cells in a table of %d columns", len(row), columns))
		}
		for i, cell := range row {
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	return widths
}
