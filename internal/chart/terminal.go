package chart

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/guptarohit/asciigraph"
)

// Terminal draws a chart with letters, in so many columns. It is empty where
// there is nothing to draw.
func (c Chart) Terminal(columns int, coloured bool) string {
	var data [][]float64
	var names []string
	for _, line := range c.Lines {
		if even := c.even(line, columns); even != nil {
			data = append(data, even)
			names = append(names, short(line.Name, letters))
		}
	}
	if len(data) == 0 {
		return ""
	}
	low, high := c.span()
	if low < 0 && least(data) >= 0 {
		low = 0 // nobody is shown less than nothing
	}
	low, step, rows := rounded(low, high)
	from, to := c.Times[0], c.Times[len(c.Times)-1]
	options := []asciigraph.Option{
		asciigraph.Height(rows), asciigraph.Width(columns),
		asciigraph.LowerBound(low), asciigraph.UpperBound(low + float64(rows)*step),
		asciigraph.YAxisValueFormatter(func(v float64) string { return c.label(v, step) }),
		asciigraph.Caption(moment(from, to-from) + " to " + moment(to, to-from)),
	}
	marks := make([]string, len(data))
	if coloured {
		options = append(options, asciigraph.SeriesColors(colours(len(data))...))
		for i, c := range colours(len(data)) {
			marks[i] = c.String() + "──" + asciigraph.Default.String()
		}
	} else {
		var sets []asciigraph.CharSet
		for i := range data {
			marks[i] = string(rune('a' + i%26))
			sets = append(sets, asciigraph.CreateCharSet(marks[i]))
		}
		options = append(options, asciigraph.SeriesChars(sets...))
	}
	return c.Title + "\n" + asciigraph.PlotMany(data, options...) + "\n" + legendOf(marks, names, columns)
}

// least is the least of all values.
func least(data [][]float64) float64 {
	low := math.Inf(1)
	for _, line := range data {
		for _, v := range line {
			if v < low { // what is not a number is not
				low = v
			}
		}
	}
	return low
}

// rounded are rows of round values, twelve at the most, that hold a range.
func rounded(low, high float64) (from, step float64, rows int) {
	const most = 12
	power := math.Pow(10, math.Floor(math.Log10((high-low)/most)))
	for _, of := range []float64{1, 2, 5, 10, 20} {
		step = power * of
		from = math.Floor(low/step) * step
		if rows = int(math.Ceil((high-from)/step - 1e-9)); rows <= most {
			break
		}
	}
	return from, step, max(1, min(rows, most))
}

// legendOf says which line is whose, in lines no wider than the chart.
func legendOf(marks, names []string, columns int) string {
	var text strings.Builder
	used := 0
	for i, name := range names {
		if wide := utf8.RuneCountInString(name) + 6; used+wide > columns && used > 0 {
			text.WriteByte('\n')
			used = wide
		} else {
			used += wide
		}
		fmt.Fprintf(&text, "  %s %s", marks[i], name)
	}
	return text.String()
}

// even is a line at steps of equal length: a terminal's columns know no times.
func (c Chart) even(line Line, columns int) []float64 {
	if len(c.Times) < 2 || len(line.Values) < len(c.Times) {
		return nil
	}
	from, to := c.Times[0], c.Times[len(c.Times)-1]
	values := make([]float64, 0, columns)
	at, numbers := 0, 0
	for i := range columns {
		t := from + (to-from)*int64(i)/int64(columns-1)
		for at < len(c.Times)-2 && c.Times[at+1] <= t {
			at++
		}
		a, b := line.Values[at], line.Values[at+1]
		share := float64(t-c.Times[at]) / float64(c.Times[at+1]-c.Times[at])
		v := a + (b-a)*share
		if drawable(v) {
			numbers++
		} else {
			v = math.NaN()
		}
		values = append(values, v)
	}
	if numbers == 0 {
		return nil
	}
	return values
}

// colours of a terminal, from its 256.
func colours(n int) []asciigraph.AnsiColor {
	all := []asciigraph.AnsiColor{asciigraph.Blue, asciigraph.Red, asciigraph.Green, asciigraph.Magenta, asciigraph.Orange, asciigraph.Cyan, asciigraph.Gray, asciigraph.Olive}
	var out []asciigraph.AnsiColor
	for i := range n {
		out = append(out, all[i%len(all)])
	}
	return out
}
