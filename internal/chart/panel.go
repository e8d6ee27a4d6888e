package chart

import (
	"fmt"
	"math"
)

// panel is one plot of a chart with its own axis.
type panel struct {
	name  string // name of its only line; empty if it has several lines, which are named beside it
	axis  axis
	lines []Line
	inks  []ink // colour of each line
}

// flattest: a panel's axis covers at least 1/8 of the greatest movement, so that a line that moves less
// looks flatter.
const flattest = 8

// panels returns the panels of a picture: one for each line, or one for all.
func (c Chart) panels() []panel {
	if !c.apart() {
		p := panel{axis: c.axisOf(c.Lines, 0), lines: c.Lines}
		for i, line := range c.Lines {
			p.inks = append(p.inks, line.ink(i))
		}
		return []panel{p}
	}
	lines := c.byMovement()
	var panels []panel
	for i, line := range lines {
		panels = append(panels, c.alone(line, i, c.moved(lines[0])/flattest))
	}
	return panels
}

func (c Chart) alone(line Line, n int, least float64) panel {
	return panel{name: line.Name, axis: c.axisOf([]Line{line}, least), lines: []Line{line}, inks: []ink{line.ink(n)}}
}

// fewPanels returns the panels of a terminal: one for each line that moves most, and one for the
// others. That one has only the highest and the lowest of their values at each time, because all lines
// would fill it.
func (c Chart) fewPanels() []panel {
	panels := c.panels()
	if len(panels) <= Most+1 {
		return panels
	}
	var others []Line
	for _, p := range panels[Most:] {
		others = append(others, p.lines...)
	}
	rest := panel{name: fmt.Sprintf("%d others (highest and lowest)", len(others)), lines: c.envelope(others), inks: []ink{inkOther, inkOther}}
	rest.axis = c.axisOf(rest.lines, c.moved(panels[0].lines[0])/flattest)
	return append(panels[:Most:Most], rest)
}

// envelope returns two lines: the highest and the lowest value of others at each time.
func (c Chart) envelope(others []Line) []Line {
	top, bottom := Line{Name: "highest"}, Line{Name: "lowest"}
	for i := range c.Times {
		high, low := math.NaN(), math.NaN()
		for _, line := range others {
			if i >= len(line.Values) || !drawable(line.Values[i]) {
				continue
			}
			if v := line.Values[i]; math.IsNaN(high) {
				high, low = v, v
			} else {
				high, low = max(high, v), min(low, v)
			}
		}
		top.Values, bottom.Values = append(top.Values, high), append(bottom.Values, low)
	}
	return []Line{top, bottom}
}

// title names the panel's line with its first and last value.
func (p panel) title(most int, to string) string {
	if len(p.lines) != 1 {
		return short(p.name, most)
	}
	change := p.axis.change(p.lines[0], to)
	return short(p.name, max(4, most-len([]rune(change))-1)) + " " + change
}
