// Package chart draws values over time: as SVG, as PNG and on a terminal. Its
// numbers are for the eye only: nothing decides by them.
package chart

import (
	"fmt"
	"math"
	"strconv"
	"time"
)

// Chart is values over time.
type Chart struct {
	Title   string // its own text and those of its lines are drawn as they are: strip before
	Percent bool   // the values are shares of one
	Times   []int64
	Lines   []Line
	// Across names a place of Times that are no moments; nil: they are.
	Across func(int64) string
}

// Line is one value over the chart's times. What is not a number is a gap.
type Line struct {
	Name   string
	Values []float64
	Dots   []Dot // measured beside the line
}

// Dot is a single value.
type Dot struct {
	Time  int64
	Value float64
}

// span is the range of all values with a little air, never empty.
func (c Chart) span() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	see := func(v float64) {
		if drawable(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	for _, line := range c.Lines {
		for _, v := range line.Values {
			see(v)
		}
		for _, dot := range line.Dots {
			if c.covers(dot.Time) {
				see(dot.Value)
			}
		}
	}
	if low > high {
		return 0, 1
	}
	air := float64((high - low) * 0.06)
	if air <= math.Abs(high)*1e-12 { // a line that stands still
		air = max(math.Abs(high)*0.1, 1e-18)
	}
	return low - air, high + air
}

// drawable says whether a value is one, and no number that a picture would break
// of.
func drawable(v float64) bool { return math.Abs(v) < 1e100 }

// covers says whether a time is one of the chart's.
func (c Chart) covers(t int64) bool {
	return len(c.Times) > 0 && t >= c.Times[0] && t <= c.Times[len(c.Times)-1]
}

// ticks are round values between two, four or five of them.
func ticks(low, high float64) (step float64, values []float64) {
	rough := (high - low) / 4
	power := math.Pow(10, math.Floor(math.Log10(rough)))
	step = power
	for _, of := range []float64{2, 5, 10} {
		if step < rough {
			step = power * of
		}
	}
	for i := 0; i < 12; i++ {
		v := (math.Ceil(low/step) + float64(i)) * step
		if v > high {
			break
		}
		values = append(values, v)
	}
	return step, values
}

// label writes a value with as many places as steps of that size need.
func (c Chart) label(v, step float64) string {
	unit := ""
	if math.Abs(v) < step*1e-6 {
		v = 0 // not -0
	}
	if c.Percent {
		v, step, unit = v*100, step*100, "%"
	}
	places := int(math.Ceil(-math.Log10(step) - 1e-9))
	if places > 5 || step >= 1e9 {
		return strconv.FormatFloat(v, 'g', 4, 64) + unit
	}
	return strconv.FormatFloat(v, 'f', max(places, 0), 64) + unit
}

// moment is a time as a chart of that length needs it.
func moment(at, length int64) string {
	t := time.Unix(at, 0).UTC()
	if length >= 3*24*60*60 {
		return t.Format("2006-01-02")
	}
	return t.Format("01-02 15:04")
}

func short(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return fmt.Sprintf("%s…", string(runes[:most-1]))
}
