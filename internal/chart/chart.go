// Package chart draws values over time: as SVG, as PNG and on a terminal. Its numbers are only for
// display.
package chart

import (
	"math"
	"slices"
	"time"
)

// Chart is a set of values over time.
type Chart struct {
	Title   string // the caller must clean its text and the lines' names
	Unit    string // unit of the values; empty: the title names it
	Percent bool   // the values are shares of one
	// Apart gives each line a panel with its own axis. Charts of more than four lines are always drawn
	// this way.
	Apart bool
	Times []int64 // Unix seconds, ascending
	Lines []Line
	// Across formats a value of Times that is not a time; nil: they are times.
	Across func(int64) string
	// Number formats a line's value for people, from its exact digits, as "0.3" or "30%"; nil: with the
	// precision of the axis.
	Number func(exact string) string
	Zone   *time.Location // zone of the times; nil: UTC
}

// In returns the charts with their times on the clocks of a zone; nil is UTC.
func In(zone *time.Location, charts []Chart) []Chart {
	list := slices.Clone(charts)
	for i := range list {
		list[i].Zone = zone
	}
	return list
}

// Line is one value over the chart's times. NaN is a gap.
type Line struct {
	Name   string
	Values []float64
	Dots   []Dot // measured values
	// Colour is the number of its colour, from 1, so that it is the same in several charts; 0: that of its
	// place in the chart.
	Colour int
}

// Dot is a single value.
type Dot struct {
	Time  int64
	Value float64
}

// Most is the number of lines with a colour; other lines are grey.
const Most = 8

// Together is the number of lines that can share a panel and still be told apart.
const Together = 4

func (c Chart) apart() bool { return c.Apart || len(c.Lines) > Together }

// drawable reports whether a value can be drawn: not NaN, and not too large.
func drawable(v float64) bool { return math.Abs(v) < 1e100 }

// covers reports whether a time is within the chart's times.
func (c Chart) covers(t int64) bool {
	return len(c.Times) > 0 && t >= c.Times[0] && t <= c.Times[len(c.Times)-1]
}

// bounds returns the least and the greatest value of a line; low is above high if it has none.
func (c Chart) bounds(line Line) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	see := func(v float64) {
		if drawable(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	for _, v := range line.Values[:min(len(line.Values), len(c.Times))] {
		see(v)
	}
	for _, dot := range line.Dots {
		if c.covers(dot.Time) {
			see(dot.Value)
		}
	}
	return low, high
}

// moved returns the difference of a line's greatest and least value.
func (c Chart) moved(line Line) float64 {
	low, high := c.bounds(line)
	return max(0, high-low)
}

// any reports whether there is anything to draw.
func (c Chart) any() bool {
	return slices.ContainsFunc(c.Lines, func(l Line) bool { low, high := c.bounds(l); return low <= high })
}

// byMovement returns the lines, those that move most first.
func (c Chart) byMovement() []Line {
	lines := slices.Clone(c.Lines)
	slices.SortStableFunc(lines, func(a, b Line) int {
		switch ma, mb := c.moved(a), c.moved(b); {
		case ma > mb:
			return -1
		case ma < mb:
			return 1
		}
		return 0
	})
	return lines
}

// ends returns the first and the last value of a line; NaN if it has none.
func ends(line Line) (first, last float64) {
	first, last = math.NaN(), math.NaN()
	for _, v := range line.Values {
		if drawable(v) {
			if math.IsNaN(first) {
				first = v
			}
			last = v
		}
	}
	return first, last
}

// within returns the least and the greatest value of a line between two times, inclusive; low is above
// high if it has none.
func (c Chart) within(line Line, from, to float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	see := func(v float64) {
		if drawable(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	see(c.at(line, from))
	see(c.at(line, to))
	for i, t := range c.Times[:min(len(line.Values), len(c.Times))] {
		if float64(t) >= from && float64(t) <= to {
			see(line.Values[i])
		}
	}
	return low, high
}

// at returns a line's value at a time, interpolated linearly.
func (c Chart) at(line Line, t float64) float64 {
	n := min(len(line.Values), len(c.Times))
	after, _ := slices.BinarySearchFunc(c.Times[:n], t, func(have int64, want float64) int {
		if float64(have) < want {
			return -1
		}
		return 1
	})
	switch {
	case n == 0 || after == n && t > float64(c.Times[n-1]):
		return math.NaN()
	case after == 0:
		return line.Values[0]
	}
	a, b := line.Values[after-1], line.Values[after]
	share := (t - float64(c.Times[after-1])) / float64(c.Times[after]-c.Times[after-1])
	return a + float64((b-a)*share)
}

// period returns the chart's period of time with its zone.
func (c Chart) period() string {
	if len(c.Times) == 0 {
		return ""
	}
	from, to := c.Times[0], c.Times[len(c.Times)-1]
	if c.Across != nil {
		return c.Across(from) + " to " + c.Across(to)
	}
	layout := "2006-01-02 15:04"
	if from%60 != 0 || to%60 != 0 {
		layout += ":05"
	}
	if a, b := c.moment(from).Format("MST"), c.moment(to).Format("MST"); a != b {
		return c.moment(from).Format(layout) + " " + a + " to " + c.moment(to).Format(layout) + " " + b
	}
	return c.moment(from).Format(layout) + " to " + c.moment(to).Format(layout+" MST")
}

// moment converts a time to the chart's zone.
func (c Chart) moment(at int64) time.Time {
	if c.Zone == nil {
		return time.Unix(at, 0).UTC()
	}
	return time.Unix(at, 0).In(c.Zone)
}

// tick formats a place on the axis of times as briefly as the chart's length allows; the heading has
// the full period.
func (c Chart) tick(at int64) string {
	switch length := c.Times[len(c.Times)-1] - c.Times[0]; {
	case c.Across != nil:
		return c.Across(at)
	case length >= 3*24*60*60:
		return c.moment(at).Format("2 Jan")
	case length >= 24*60*60:
		return c.moment(at).Format("2 Jan 15:04")
	}
	return c.moment(at).Format("15:04")
}

// headLines returns the two lines above a picture. A unit that does not fit in the first line goes to
// the second.
func (c Chart) headLines() (title, below string) {
	if c.Unit == "" || len([]rune(c.heading())) <= mostTitle {
		return c.heading(), c.period()
	}
	return c.Title, c.Unit + "; " + c.period()
}

// heading returns the title with the unit.
func (c Chart) heading() string {
	if c.Unit == "" {
		return c.Title
	}
	return c.Title + " (" + c.Unit + ")"
}
