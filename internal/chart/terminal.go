package chart

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Terminal draws a chart with braille characters, in columns for the plot and some more for the labels.
// It is empty if there is nothing to draw.
func (c Chart) Terminal(columns int, coloured bool) string {
	panels := c.fewPanels()
	if len(c.Times) < 2 || !c.any() {
		return ""
	}
	width, beside := columns+labelRoom, 1
	if len(panels) > 1 && width >= 70 {
		width, beside = (width-gutter)/2, 2
	}
	pen := pen{coloured: coloured, labels: widest(panels)}
	var text strings.Builder
	text.WriteString(pen.bold(c.heading()) + "\n")
	for len(panels) > 0 {
		n := min(beside, len(panels))
		var blocks [][]string
		for _, p := range panels[:n] {
			blocks = append(blocks, c.block(p, pen, width, rowsOf(beside, c.apart())))
		}
		text.WriteString(abreast(blocks, width))
		panels = panels[n:]
	}
	text.WriteString(pen.paint("2", c.period()))
	return text.String()
}

// labelRoom is the width of the labels beside a chart, and gutter the gap between two panels.
const (
	labelRoom = 16
	gutter    = 3
)

// rowsOf returns the height of a panel in rows.
func rowsOf(beside int, apart bool) int {
	switch {
	case beside > 1:
		return 4
	case apart:
		return 5
	}
	return 8
}

// widest returns the length of the longest label.
func widest(panels []panel) int {
	wide := 0
	for _, p := range panels {
		wide = max(wide, len(p.axis.rough(p.axis.low)), len(p.axis.rough(p.axis.high)))
	}
	return wide
}

// abreast puts blocks of equal height side by side.
func abreast(blocks [][]string, width int) string {
	var text strings.Builder
	for row := range blocks[0] {
		line := ""
		for i, block := range blocks {
			line += strings.Repeat(" ", max(0, i*(width+gutter)-ansi.StringWidth(line))) + block[row]
		}
		text.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return text.String()
}

// block draws a panel with its title and axis.
func (c Chart) block(p panel, pen pen, width, rows int) []string {
	lines := []string{}
	if p.name != "" {
		lines = append(lines, pen.paint(p.inks[0].ansi(), p.title(width, " → ")))
	}
	names := p.named(width / 3)
	plot := max(8, width-pen.labels-2-names.width)
	b := newBraille(plot, rows)
	for i, line := range p.lines {
		c.plot(b, p, line, p.inks[i], i)
	}
	direct := names.beside(p.axis, rows)
	for row := range rows {
		label := strings.Repeat(" ", pen.labels) + " │"
		switch row {
		case 0:
			label = pen.right(p.axis.rough(p.axis.high))
		case rows - 1:
			label = pen.right(p.axis.rough(p.axis.low))
		}
		lines = append(lines, pen.paint("2", label)+b.row(row, pen)+direct[row].text(pen))
	}
	return lines
}

// plot draws a line: in each column of dots from its least to its greatest value there, so that no
// value is lost between columns.
func (c Chart) plot(b *braille, p panel, line Line, with ink, n int) {
	from, length := float64(c.Times[0]), float64(c.Times[len(c.Times)-1]-c.Times[0])
	half := length / float64(2*(b.width()-1))
	for x := range b.width() {
		t := from + length*float64(x)/float64(b.width()-1)
		low, high := c.within(line, max(from, t-half), min(from+length, t+half))
		if low > high || p.name == "" && dashed(n, x) {
			continue
		}
		for y := b.y(p.axis, high); y <= b.y(p.axis, low); y++ {
			b.set(x, y, with)
		}
	}
	for _, dot := range line.Dots {
		if c.covers(dot.Time) && drawable(dot.Value) && p.name != "" {
			x := int(float64(b.width()-1)*(float64(dot.Time)-from)/length + 0.5)
			b.mark(x, b.y(p.axis, dot.Value), with)
		}
	}
}

// dashed reports whether line n has a gap at column x. All lines of a panel except the first have gaps
// of different lengths, so that they differ without colours.
func dashed(n, x int) bool { return n > 0 && x%(2*n+4) > n+1 }
