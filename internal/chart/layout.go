package chart

import "math"

// canvas is the target of drawing. Lengths are in points from the top left.
type canvas interface {
	// line draws a straight line of the grid.
	line(x1, y1, x2, y2 float64, with ink)
	// path draws a line of data; dash is the length of a stroke, 0: no gaps.
	path(points []point, width, dash float64, with ink)
	dot(x, y, radius float64, with ink)
	text(at point, anchor anchor, size float64, with ink, text string)
}

type point struct{ x, y float64 }

// anchor says which part of a text is at its point.
type anchor string

const (
	left   anchor = "start"
	middle anchor = "middle"
	right  anchor = "end"
)

// The sizes of a chart in points. It is as wide as a phone.
const (
	width     = 360
	head      = 48 // the title and the period
	foot      = 12
	large     = 13 // letter size of a title
	usual     = 11
	small     = 10.5
	rowHigh   = 17 // height of a row of a legend
	mostTitle = 50 // characters
	axisRoom  = 18 // height below a plot
)

// frame is the area of a panel's plot.
type frame struct {
	left, top, wide, high float64
	axis                  axis
	from, to              int64
}

func (f frame) x(t int64) float64 {
	if f.to <= f.from {
		return f.left
	}
	return f.left + float64(f.wide*float64(t-f.from))/float64(f.to-f.from)
}

func (f frame) y(v float64) float64 {
	return f.top + f.high - float64(f.high*(v-f.axis.low))/(f.axis.high-f.axis.low)
}

// The grid of panels: one alone, or two beside each other.
const (
	oneHigh   = 170
	twoHigh   = 96
	twoWide   = width / 2
	panelHead = 26
	bandHigh  = panelHead + twoHigh + axisRoom + 8
)

// height returns the height of a chart.
func (c Chart) height() float64 {
	if len(c.Times) == 0 {
		return head
	}
	if !c.apart() {
		return head + oneHigh + axisRoom + 8 + float64(rowHigh*len(c.Lines)) + foot
	}
	return head + float64(bandHigh*((len(c.panels())+1)/2)) + foot
}

// heightOf returns the height of charts below each other.
func heightOf(charts []Chart) float64 {
	sum := 0.0
	for _, c := range charts {
		sum += c.height()
	}
	return sum
}

// draw draws a chart whose top is at top.
func (c Chart) draw(on canvas, top float64) {
	title, below := c.headLines()
	on.text(point{4, top + 17}, left, large, inkText, short(title, mostTitle))
	if len(c.Times) == 0 {
		return
	}
	on.text(point{4, top + 33}, left, usual, inkFaint, short(below, 60))
	panels := c.panels()
	if !c.apart() {
		c.together(on, panels[0], top+head)
		return
	}
	for i, p := range panels {
		c.single(on, p, float64(i%2*twoWide), top+head+float64(i/2*bandHigh))
	}
}

// together draws all lines into one plot, with a legend below.
func (c Chart) together(on canvas, p panel, top float64) {
	f := c.frame(p, 0, width, top, oneHigh)
	c.grid(on, f, 3)
	for i := range p.lines {
		c.line(on, f, p, i)
	}
	for i, line := range p.lines {
		y := top + oneHigh + axisRoom + 14 + rowHigh*float64(i)
		on.path([]point{{6, y - 4}, {28, y - 4}}, 2.5, dash(i), p.inks[i])
		on.text(point{34, y}, left, usual, inkText, short(line.Name, 30)+" "+p.axis.change(line, " to "))
	}
}

// single draws the panel of one line.
func (c Chart) single(on canvas, p panel, x, top float64) {
	on.text(point{x + 4, top + 13}, left, usual, inkText, p.title(28, " to "))
	f := c.frame(p, x, twoWide, top+panelHead, twoHigh)
	c.grid(on, f, 2)
	c.line(on, f, p, 0)
}

// frame returns the area of a plot, beside the labels of the axis.
func (c Chart) frame(p panel, x, wide, top, high float64) frame {
	room := 0
	step, values := p.axis.ticks()
	for _, v := range values {
		room = max(room, len(p.axis.label(v, step)))
	}
	labels := 12 + 6.2*float64(room)
	return frame{x + labels, top, wide - labels - 10, high, p.axis, c.Times[0], c.Times[len(c.Times)-1]}
}

func (c Chart) grid(on canvas, f frame, names int) {
	step, values := f.axis.ticks()
	for _, v := range values {
		on.line(f.left, f.y(v), f.left+f.wide, f.y(v), inkGrid)
		on.text(point{f.left - 5, f.y(v) + 3.5}, right, small, inkFaint, f.axis.label(v, step))
	}
	low := f.top + f.high
	on.line(f.left, low, f.left+f.wide, low, inkAxis)
	for i := range names {
		t := f.from + (f.to-f.from)*int64(i)/int64(names-1)
		at := []anchor{left, middle, right}[i*2/(names-1)]
		on.line(f.x(t), low, f.x(t), low+3, inkAxis)
		on.text(point{f.x(t), low + 14}, at, small, inkFaint, c.tick(t))
	}
}

// line draws a line of a panel, interrupted by its gaps, and the measured values.
func (c Chart) line(on canvas, f frame, p panel, n int) {
	line := p.lines[n]
	var piece []point
	for i, v := range line.Values[:min(len(line.Values), len(c.Times))] {
		if drawable(v) {
			piece = append(piece, point{f.x(c.Times[i]), f.y(v)})
			continue
		}
		on.path(piece, 2, dash(n), p.inks[n])
		piece = nil
	}
	on.path(piece, 2, dash(n), p.inks[n])
	for _, dot := range line.Dots {
		if c.covers(dot.Time) && drawable(dot.Value) {
			on.dot(f.x(dot.Time), f.y(dot.Value), 3.2, p.inks[n])
		}
	}
}

// dash returns a stroke length for line n, so that lines in one plot differ by more than their colour.
// A line below another one stays visible.
func dash(n int) float64 { return math.Round(float64(n) * 3.5) }
