package chart

import (
	"math"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// axis is the range of values of a panel.
type axis struct {
	low, high float64
	percent   bool
	number    func(string) string // formats a value for people; nil: with the precision of the axis
}

// axisOf returns the range of the data. A constant line is in the middle. least is the smallest length
// of the axis, so that tiny movements do not look large.
func (c Chart) axisOf(lines []Line, least float64) axis {
	low, high := math.Inf(1), math.Inf(-1)
	for _, line := range lines {
		l, h := c.bounds(line)
		low, high = min(low, l), max(high, h)
	}
	if low > high {
		low, high = 0, 0
	}
	a := axis{low, high, c.Percent, c.Number}
	if still := math.Abs(high) * 1e-12; high-low <= still {
		least = max(least, math.Abs(high)*0.2)
	}
	if low == 0 && high == 0 {
		least = max(least, 0.01)
	}
	if short := least - (high - low); short > 0 {
		a.low, a.high = low-short/2, high+short/2
		if low >= 0 && a.low < 0 { // do not show negative values if there are none
			a.low, a.high = 0, a.high-a.low
		}
	}
	return a
}

// ticks returns the step of the axis' labels, and four or more round values.
func (a axis) ticks() (step float64, values []float64) {
	power := math.Pow(10, math.Ceil(math.Log10(a.high-a.low)))
	for range 3 {
		for _, of := range []float64{1, 0.5, 0.25, 0.2} {
			step = power * of
			if values = a.multiples(step); len(values) >= 4 {
				return step, values
			}
		}
		power /= 10
	}
	return step, values
}

// multiples returns the multiples of a step within the axis.
func (a axis) multiples(step float64) []float64 {
	var values []float64
	slack := float64(step * 1e-9)
	for v := math.Ceil((a.low - slack) / step); v*step <= a.high+slack && len(values) < 12; v++ {
		values = append(values, v*step)
	}
	return values
}

// label formats a value with enough decimals to tell multiples of step apart.
func (a axis) label(v, step float64) string {
	unit := ""
	if math.Abs(v) < step*1e-6 {
		v = 0 // not -0
	}
	if a.percent {
		v, step, unit = v*100, step*100, "%"
	}
	places := places(step)
	if places > 6 || math.Abs(v) >= 1e9 {
		digits := 1 + int(math.Ceil(math.Log10(max(1, math.Abs(v)/step))))
		return strconv.FormatFloat(v, 'g', max(3, digits), 64) + unit
	}
	return grouped(strconv.FormatFloat(v, 'f', places, 64)) + unit
}

// grouped puts commas between thousands.
func grouped(number string) string {
	whole, rest, _ := strings.Cut(number, ".")
	for at := len(whole) - 3; at > 0 && whole[at-1] != '-'; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if rest != "" {
		whole += "." + rest
	}
	return whole
}

// places returns the number of decimals that a step needs.
func places(step float64) int {
	for n := range 7 {
		scaled := step * math.Pow10(n)
		if scaled >= 1 && math.Abs(scaled-math.Round(scaled)) < 1e-6*scaled {
			return n
		}
	}
	return 7
}

// value formats a value of a line.
func (a axis) value(v float64) string {
	switch {
	case a.number == nil:
		return a.rough(v)
	case a.percent:
		return a.number(strconv.FormatFloat(v*100, 'f', -1, 64) + "%")
	}
	return a.number(strconv.FormatFloat(v, 'f', -1, 64))
}

// rough formats a value with a precision of a hundredth of the axis, without trailing zeros.
func (a axis) rough(v float64) string {
	step := math.Pow(10, math.Floor(math.Log10((a.high-a.low)/100)))
	text := a.label(v, step)
	number, percent := strings.CutSuffix(text, "%")
	if strings.Contains(number, ".") && !strings.ContainsAny(number, "e") {
		number = strings.TrimRight(strings.TrimRight(number, "0"), ".")
	}
	if percent {
		return number + "%"
	}
	return number
}

// change formats the first and last value of a line.
func (a axis) change(line Line, to string) string {
	first, last := ends(line)
	if math.IsNaN(first) {
		return "no value"
	}
	if from, until := a.value(first), a.value(last); from != until {
		return from + to + until
	}
	return a.value(first)
}

// short cuts a text to a number of columns.
func short(text string, most int) string { return ansi.Truncate(text, most, "…") }
