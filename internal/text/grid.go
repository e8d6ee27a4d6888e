package text

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// grid is a table before it is drawn. A cell may have several lines; the first row is the heading.
type grid struct {
	rows  [][]string
	right []bool // true for columns of numbers
}

func newGrid(header []string, rows [][]string) grid {
	t := grid{right: make([]bool, len(header))}
	names := make([]string, len(header))
	for i, name := range header {
		names[i], t.right[i] = strings.CutPrefix(name, ">")
	}
	t.rows = append(t.rows, names)
	for _, row := range rows {
		t.rows = append(t.rows, slices.Clone(row))
	}
	return t
}

// gap is the space between two columns.
const gap = 2

// width returns the width of the table.
func (t grid) width() int {
	sum := -gap
	for i := range t.right {
		sum += t.column(i) + gap
	}
	return sum
}

// column returns the width of a column.
func (t grid) column(i int) int {
	wide := 0
	for _, row := range t.rows {
		wide = max(wide, widest(row[i], "\n"))
	}
	return wide
}

// narrowest returns the least width of a column in which no word and no number is cut.
func (t grid) narrowest(i int) int {
	wide := widest(t.rows[0][i], " \n")
	for _, row := range t.rows[1:] {
		between := " \n"
		if t.right[i] { // a number may have blanks in it
			between = "\n"
		}
		wide = max(wide, widest(row[i], between))
	}
	return wide
}

// widest returns the width of the widest part of a cell, where between separates the parts.
func widest(cell, between string) int {
	wide := 0
	for _, part := range strings.FieldsFunc(ansi.Strip(cell), func(r rune) bool { return strings.ContainsRune(between, r) }) {
		wide = max(wide, ansi.StringWidth(part))
	}
	return wide
}

// fold breaks the cells of a column at blanks.
func (t grid) fold(i, width int) {
	for _, row := range t.rows {
		var lines []string
		for line := range strings.SplitSeq(row[i], "\n") {
			lines = append(lines, Wrap(line, width, 0)...)
		}
		row[i] = strings.Join(lines, "\n")
	}
}

// lines returns the lines of the table, each with its cells; the first are the heading.
func (t grid) lines(faint func(string) string) [][]string {
	var lines [][]string
	for i, row := range t.rows {
		for _, line := range split(row) {
			if i == 0 {
				for j, name := range line {
					line[j] = faint(name)
				}
			}
			lines = append(lines, line)
		}
	}
	return lines
}

// split turns a row with several lines into rows with one line.
func split(row []string) [][]string {
	cells, height := make([][]string, len(row)), 1
	for i, cell := range row {
		cells[i] = strings.Split(cell, "\n")
		height = max(height, len(cells[i]))
	}
	lines := make([][]string, height)
	for n := range lines {
		lines[n] = make([]string, len(row))
		for i := range row {
			if n < len(cells[i]) {
				lines[n][i] = cells[i][n]
			}
		}
	}
	return lines
}
