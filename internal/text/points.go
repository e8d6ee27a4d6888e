package text

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// aligned pads the columns that hold one kind of number, so that their decimal points are below each
// other.
func (t grid) aligned() grid {
	t = t.clone()
	for i, right := range t.right {
		if right && t.oneKind(i) {
			t.align(i)
		}
	}
	return t
}

// pointed is aligned if the result fits the width, otherwise the unchanged table.
func (t grid) pointed(width int) grid {
	if by := t.aligned(); width <= 0 || by.width() <= width {
		return by
	}
	return t
}

// oneKind reports whether a column's numbers are all percentages or all not.
func (t grid) oneKind(i int) bool {
	percentages, others := 0, 0
	for _, row := range t.rows[1:] {
		switch kind := ansi.Strip(row[i]); {
		case !isNumber(kind):
		case strings.HasSuffix(kind, "%"):
			percentages++
		default:
			others++
		}
	}
	return percentages == 0 || others == 0
}

func (t grid) align(i int) {
	behind := 0
	for _, row := range t.rows[1:] {
		behind = max(behind, behindPoint(row[i]))
	}
	for _, row := range t.rows[1:] {
		if isNumber(ansi.Strip(row[i])) {
			row[i] += strings.Repeat(" ", behind-behindPoint(row[i]))
		}
	}
}

// behindPoint returns the width of a number from its decimal point on.
func behindPoint(cell string) int {
	number := ansi.Strip(cell)
	if !isNumber(number) {
		return 0
	}
	if at := strings.IndexAny(number, ".%"); at >= 0 {
		return len(number) - at
	}
	return 0
}

// isNumber reports whether a cell is a number for people, which may be a percentage.
func isNumber(cell string) bool {
	digits := strings.TrimSuffix(strings.TrimLeft(cell, "+-≈"), "%")
	return digits != "" && strings.Trim(digits, "0123456789.,") == "" && strings.Trim(digits, ".,") != ""
}
