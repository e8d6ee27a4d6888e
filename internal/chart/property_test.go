package chart

import (
	"math"
	"math/bits"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// drawn is a panel read back from text: the labels of its axis, and its dots.
type drawn struct {
	low, high float64
	rows      []string // cells only
}

// readPanel reads the first panel of a terminal's text.
func readPanel(t interface{ Fatalf(string, ...any) }, text string) drawn {
	var d drawn
	var labels []float64
	for line := range strings.Lines(text) {
		label, cells, found := strings.Cut(strings.TrimSuffix(line, "\n"), "┤")
		if !found {
			if label, cells, found = strings.Cut(strings.TrimSuffix(line, "\n"), "│"); !found {
				continue
			}
		}
		if words := strings.TrimSpace(label); words != "" {
			v, err := strconv.ParseFloat(strings.TrimSuffix(words, "%"), 64)
			if err != nil {
				t.Fatalf("%q: %v", line, err)
			}
			labels = append(labels, v)
		}
		d.rows = append(d.rows, cells)
	}
	if len(labels) != 2 {
		t.Fatalf("%d labels in\n%s", len(labels), text)
	}
	d.high, d.low = labels[0], labels[1]
	return d
}

// cell returns the value range of one row.
func (d drawn) cell() float64 { return (d.high - d.low) / float64(len(d.rows)) }

// at returns the middle of the dots in a column, counted from the left.
func (d drawn) at(x int) float64 {
	first, last := -1, -1
	for row, cells := range d.rows {
		runes := []rune(cells)
		if x/2 >= len(runes) {
			continue
		}
		for y := range 4 {
			if r := runes[x/2]; r == measured || r >= '\u2800' && dotSet(r-'\u2800', x%2, y) {
				if first < 0 {
					first = 4*row + y
				}
				last = 4*row + y
			}
		}
	}
	if first < 0 {
		return math.NaN()
	}
	return d.high - (d.high-d.low)*float64(first+last)/2/float64(4*len(d.rows)-1)
}

func dotSet(dots rune, x, y int) bool {
	column := [2]rune{0x47, 0xb8}[x]
	order := [2][4]rune{{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}}
	return bits.OnesCount32(uint32(dots&column&order[x][y])) == 1
}

// From the drawn cells and the labels, the value at each tenth of the period is read back within one
// cell: for a weight change and for lines of several segments.
func TestReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(30, 120).Draw(t, "columns")
		c := Chart{Title: "weights", Apart: true, Percent: rapid.Bool().Draw(t, "percent"), Times: []int64{1_700_000_000}}
		values := []float64{rapid.Float64Range(0.01, 0.99).Draw(t, "first")}
		for range rapid.IntRange(1, 4).Draw(t, "pieces") {
			c.Times = append(c.Times, c.Times[len(c.Times)-1]+rapid.Int64Range(300_000, 2_000_000).Draw(t, "step"))
			values = append(values, rapid.Float64Range(0.01, 0.99).Draw(t, "value"))
		}
		c.Lines = []Line{{Name: "WETH", Values: values}}
		if rapid.Bool().Draw(t, "measured") {
			c.Lines[0].Dots = []Dot{{c.Times[1], values[1]}}
		}
		text := c.Terminal(columns, false)
		d := readPanel(t, text)
		from, to := c.Times[0], c.Times[len(c.Times)-1]
		wide := 2 * (columns + labelRoom - 2 - widest(c.panels()))
		for tenth := range 11 {
			x := int(float64((wide-1)*tenth)/10 + 0.5)
			want := c.at(c.Lines[0], float64(from)+float64(to-from)*float64(x)/float64(wide-1))
			if c.Percent {
				want *= 100
			}
			if got := d.at(x); !(math.Abs(got-want) <= d.cell()*1.05) {
				t.Fatalf("at %d tenths: read %g, drawn %g, a cell is %g\n%s", tenth, got, want, d.cell(), text)
			}
		}
	})
}

// A weight that changes linearly is a slope: each tenth is higher than the one before.
func TestRampIsASlope(t *testing.T) {
	c := Chart{Title: "weights", Percent: true, Apart: true, Times: []int64{0, 604_800}, Lines: []Line{{Name: "WETH", Values: []float64{0.405, 0.45}}}}
	text := c.Terminal(64, false)
	d := readPanel(t, text)
	wide := 2 * (64 + labelRoom - 2 - widest(c.panels()))
	for tenth := 1; tenth <= 10; tenth++ {
		if before, now := d.at((wide-1)*(tenth-1)/10), d.at((wide-1)*tenth/10); !(now > before) {
			t.Errorf("at %d tenths: %g after %g\n%s", tenth, now, before, text)
		}
	}
	t.Log("\n" + text)
}

// Each axis has at least four labels, and no two labels are equal.
func TestTicks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1e6, 1e6).Draw(t, "low")
		a := axis{low, low + math.Pow(10, rapid.Float64Range(-6, 9).Draw(t, "length")), rapid.Bool().Draw(t, "percent"), nil}
		step, values := a.ticks()
		seen := map[string]bool{}
		for _, v := range values {
			text := a.label(v, step)
			read, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSuffix(text, "%"), ",", ""), 64)
			if a.percent {
				read /= 100
			}
			if seen[text] || err != nil || math.Abs(read-v) > step/4 {
				t.Fatalf("%v: %q is the label of %v, of %v", a, text, v, values)
			}
			seen[text] = true
		}
		if len(values) < 4 || len(values) > 8 {
			t.Fatalf("%v: %v", a, values)
		}
	})
}

// Every line is visible on white and on black: the contrast is at least 3:1, as WCAG 2.1 requires for
// graphics, and 4.5:1 for text.
func TestContrast(t *testing.T) {
	paper := inkPaper.paint()
	for i := inkText; i < inkLine+Most; i++ {
		least := map[ink]float64{inkText: 4.5, inkFaint: 4.5, inkGrid: 1}[i]
		if least == 0 {
			least = 3
		}
		p := i.paint()
		light, dark := contrast(luminance(p.light), luminance(paper.light)), contrast(luminance(p.dark), luminance(paper.dark))
		if light < least || dark < least {
			t.Errorf("%s: %.2f on white, %.2f on black", p.class, light, dark)
		}
	}
}

func luminance(c interface{ RGBA() (r, g, b, a uint32) }) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }
