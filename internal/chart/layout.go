package chart

import "image/color"

// canvas is what a chart is drawn on; lengths are in points from the top left.
type canvas interface {
	line(x1, y1, x2, y2, width float64, dashed bool, c color.RGBA)
	dot(x, y, radius float64, c color.RGBA)
	text(x, y float64, anchor anchor, bold bool, text string)
}

// anchor says which part of a text stands at its place.
type anchor string

const (
	left   anchor = "start"
	middle anchor = "middle"
	right  anchor = "end"
)

// The sizes of a chart. It is narrow, to be read on a phone.
const (
	width   = 400
	plotTop = 30
	plotLow = 210
	plotL   = 62
	plotR   = width - 14
	legend  = 248 // the first line of the legend
	rowHigh = 17
	letters = 24 // in a name of the legend
)

// height is what a chart takes.
func (c Chart) height() float64 { return legend + rowHigh*float64((len(c.Lines)+1)/2) + 8 }

// heightOf is what charts below each other take.
func heightOf(charts []Chart) float64 {
	sum := 0.0
	for _, c := range charts {
		sum += c.height()
	}
	return sum
}

func grey(shade uint8) color.RGBA { return color.RGBA{shade, shade, shade, 255} }

// colour of a line: eight that people with any eyes can tell apart, the same once
// more dashed, and so on.
func colour(n int) (c color.RGBA, dashed bool) {
	all := []color.RGBA{
		{0x00, 0x72, 0xB2, 255}, {0xD5, 0x5E, 0x00, 255}, {0x00, 0x9E, 0x73, 255}, {0xCC, 0x79, 0xA7, 255},
		{0xE6, 0x9F, 0x00, 255}, {0x56, 0xB4, 0xE9, 255}, {0x55, 0x55, 0x55, 255}, {0x8C, 0x6D, 0x00, 255},
	}
	return all[n%len(all)], n/len(all)%2 == 1
}

// scale turns times and values into places.
type scale struct {
	from, to  int64
	low, high float64
	top       float64
}

func (s scale) x(t int64) float64 {
	if s.to <= s.from {
		return plotL
	}
	return plotL + float64(float64((plotR-plotL)*float64(t-s.from))/float64(s.to-s.from))
}

func (s scale) y(v float64) float64 {
	return s.top + plotLow - float64(float64((plotLow-plotTop)*(v-s.low))/(s.high-s.low))
}

// draw draws a chart that begins at top.
func (c Chart) draw(on canvas, top float64) {
	on.text(plotL, top+18, left, true, short(c.Title, 46))
	if len(c.Times) == 0 {
		return
	}
	s := scale{from: c.Times[0], to: c.Times[len(c.Times)-1], top: top}
	s.low, s.high = c.span()
	c.grid(on, s)
	for i, line := range c.Lines {
		line.draw(on, s, c.Times, i)
	}
	c.legend(on, top)
}

func (c Chart) grid(on canvas, s scale) {
	step, values := ticks(s.low, s.high)
	for _, v := range values {
		on.line(plotL, s.y(v), plotR, s.y(v), 1, false, grey(0xdd))
		on.text(plotL-6, s.y(v)+4, right, false, c.label(v, step))
	}
	on.line(plotL, s.top+plotLow, plotR, s.top+plotLow, 1, false, grey(0x88))
	length := s.to - s.from
	across := c.Across
	if across == nil {
		across = func(at int64) string { return moment(at, length) }
	}
	on.text(plotL, s.top+plotLow+17, left, false, across(s.from))
	on.text((plotL+plotR)/2, s.top+plotLow+17, middle, false, across(s.from+length/2))
	on.text(plotR, s.top+plotLow+17, right, false, across(s.to))
}

func (l Line) draw(on canvas, s scale, times []int64, n int) {
	c, dashed := colour(n)
	for i := 1; i < min(len(l.Values), len(times)); i++ {
		a, b := l.Values[i-1], l.Values[i]
		if drawable(a) && drawable(b) {
			on.line(s.x(times[i-1]), s.y(a), s.x(times[i]), s.y(b), 2, dashed, c)
		}
	}
	for _, dot := range l.Dots {
		if dot.Time >= s.from && dot.Time <= s.to && drawable(dot.Value) {
			on.dot(s.x(dot.Time), s.y(dot.Value), 3.5, c)
		}
	}
}

func (c Chart) legend(on canvas, top float64) {
	for i, line := range c.Lines {
		x := plotL - 48 + float64(i%2)*190
		y := top + legend + rowHigh*float64(i/2)
		col, dashed := colour(i)
		on.line(x, y-4, x+16, y-4, 3, dashed, col)
		on.text(x+22, y, left, false, short(line.Name, letters))
	}
}
