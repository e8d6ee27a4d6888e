package text

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// turned returns the lines of a table that does not fit. Each row begins with its first cell; its other
// cells follow below, each after the name of its column, so that cells such as before and after stay
// together. Empty cells are omitted.
func (t grid) turned(width int, faint func(string) string) []string {
	const indent = 2
	var lines []string
	for _, row := range t.rows[1:] {
		if row[0] != "" {
			head := strings.TrimLeft(faint(flat(t.rows[0][0]))+" "+flat(row[0]), " ")
			lines = append(lines, Wrap(head, width, indent)...)
		}
		line, used := "", 0
		for i := 1; i < len(row); i++ {
			if row[i] == "" {
				continue
			}
			cell := strings.TrimLeft(faint(flat(t.rows[0][i]))+" "+flat(row[i]), " ")
			wide := ansi.StringWidth(cell)
			if used > 0 && used+gap+wide > width {
				lines = append(lines, Wrap(line, width, 2*indent)...)
				line, used = "", 0
			}
			if used == 0 {
				line, used = strings.Repeat(" ", indent)+cell, indent+wide
			} else {
				line, used = line+strings.Repeat(" ", gap)+cell, used+gap+wide
			}
		}
		if used > 0 {
			lines = append(lines, Wrap(line, width, 2*indent)...)
		}
	}
	return lines
}

// flat returns a cell as one line.
func flat(cell string) string { return strings.ReplaceAll(cell, "\n", " ") }

func (t grid) clone() grid {
	copied := grid{right: t.right}
	for _, row := range t.rows {
		copied.rows = append(copied.rows, slices.Clone(row))
	}
	return copied
}
