package chart

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// pen writes text with or without colours, and labels of one width.
type pen struct {
	coloured bool
	labels   int
}

func (p pen) paint(code, text string) string {
	if !p.coloured {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (p pen) bold(text string) string { return p.paint("1", text) }

func (p pen) right(label string) string {
	return strings.Repeat(" ", max(0, p.labels-ansi.StringWidth(label))) + label + " ┤"
}

// names holds the names of a panel's lines, which are written beside their ends.
type names struct {
	panel panel
	width int
}

// direct is the name beside a row; empty: none.
type direct struct {
	name string
	with ink
}

func (d direct) text(pen pen) string {
	if d.name == "" {
		return ""
	}
	return " " + pen.paint(d.with.ansi(), d.name)
}

// named returns the names, if a panel has several lines and no title.
func (p panel) named(most int) names {
	n := names{panel: p}
	if p.name != "" {
		return n
	}
	for _, line := range p.lines {
		n.width = min(most, max(n.width, 1+ansi.StringWidth(n.text(line, most))))
	}
	return n
}

// text returns a line's name and its last value in at most most columns. It cuts the name and not the
// value, because a cut value would be wrong.
func (n names) text(line Line, most int) string {
	_, last := ends(line)
	if math.IsNaN(last) {
		return short(line.Name, most)
	}
	value := " " + n.panel.axis.value(last)
	return short(line.Name, max(1, most-len(value))) + value
}

// beside gives each name a row: the one in which its line ends, or the nearest free one. The names are
// in the order of the values, so that each is nearest to its own line.
func (n names) beside(a axis, rows int) []direct {
	list := make([]direct, rows)
	if n.width == 0 {
		return list
	}
	places := n.panel.fromTop()
	for at, i := range places {
		_, last := ends(n.panel.lines[i])
		below := len(places) - 1 - at
		row := newBraille(1, rows).y(a, last) / 4
		for row > 0 && row+below >= rows { // keep a row for each name that follows
			row--
		}
		for row < rows && list[row].name != "" {
			row++
		}
		if row < rows {
			list[row] = direct{n.text(n.panel.lines[i], n.width-1), n.panel.inks[i]}
		}
	}
	return list
}

// fromTop returns the indexes of the lines that have a last value, the greatest first.
func (p panel) fromTop() []int {
	var places []int
	for i, line := range p.lines {
		if _, last := ends(line); !math.IsNaN(last) {
			places = append(places, i)
		}
	}
	slices.SortStableFunc(places, func(a, b int) int {
		_, first := ends(p.lines[a])
		_, second := ends(p.lines[b])
		return cmp.Compare(second, first)
	})
	return places
}
