package chart

import (
	"math"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// pen writes with colours or without, and labels of one width.
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

// names are those of a panel's lines, beside the place where each ends.
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

// named are the names where a panel has several lines and no title.
func (p panel) named(most int) names {
	n := names{panel: p}
	if p.name != "" {
		return n
	}
	for _, line := range p.lines {
		n.width = min(most, max(n.width, 1+ansi.StringWidth(n.text(line))))
	}
	return n
}

func (n names) text(line Line) string {
	_, last := ends(line)
	if math.IsNaN(last) {
		return line.Name
	}
	return line.Name + " " + n.panel.axis.value(last)
}

// beside gives each name a row: that in which its line ends, or the nearest free
// one.
func (n names) beside(a axis, rows int) []direct {
	list := make([]direct, rows)
	if n.width == 0 {
		return list
	}
	for i, line := range n.panel.lines {
		_, last := ends(line)
		if math.IsNaN(last) {
			continue
		}
		row := freeRow(list, newBraille(1, rows).y(a, last)/4)
		if row >= 0 {
			list[row] = direct{short(n.text(line), n.width-1), n.panel.inks[i]}
		}
	}
	return list
}

// freeRow is the free row that is nearest to another; -1: there is none.
func freeRow(list []direct, wanted int) int {
	for off := range list {
		for _, row := range []int{wanted + off, wanted - off} {
			if row >= 0 && row < len(list) && list[row].name == "" {
				return row
			}
		}
	}
	return -1
}
