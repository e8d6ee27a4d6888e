package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"math"
	"os"
	"strings"
	"testing"
)

func ramps() []Chart {
	c := Chart{Title: "weights", Percent: true, Times: []int64{1_700_000_000, 1_700_100_000, 1_700_604_800}}
	c.Lines = []Line{
		{Name: "WETH", Values: []float64{0.4, 0.42, 0.5}, Dots: []Dot{{1_700_000_000, 0.4}, {1_700_604_800, 0.5}, {99, 1}}},
		{Name: `<script>"&'` + "\x1b", Values: []float64{0.6, 0.58, 0.5}},
	}
	fee := Chart{Title: "swap fee", Percent: true, Times: c.Times, Lines: []Line{{Name: "swap fee", Values: []float64{0.003, 0.003, 0.003}}}}
	gap := Chart{Title: "price", Times: c.Times, Lines: []Line{{Name: "price", Values: []float64{math.NaN(), 1e-9, 2e-9}}, {Name: "none", Values: []float64{math.NaN(), math.NaN(), math.NaN()}}}}
	for range 12 {
		gap.Lines = append(gap.Lines, Line{Name: strings.Repeat("long ", 20), Values: []float64{1e-9, 1e-9, 3e-9}})
	}
	return []Chart{c, fee, gap}
}

func TestSVG(t *testing.T) {
	text := SVG(ramps())
	save(t, "charts.svg", []byte(text))
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = true
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{">WETH<", ">40%<", "2023-11-14", "<circle", "&lt;script&gt;&#34;&amp;&#39;<"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	for _, never := range []string{"NaN", "Inf", "style", "<script", "\x1b", "href"} {
		if strings.Contains(text, never) {
			t.Errorf("%q is in the picture", never)
		}
	}
}

func TestPNG(t *testing.T) {
	var out bytes.Buffer
	if err := PNG(&out, ramps()); err != nil {
		t.Fatal(err)
	}
	save(t, "charts.png", out.Bytes())
	picture, err := png.Decode(&out)
	if err != nil || picture.Bounds().Dx() != width*zoom {
		t.Fatal(err, picture.Bounds())
	}
	blue := 0
	want, _ := colour(0)
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			if r, g, b, _ := picture.At(x, y).RGBA(); uint8(r>>8) == want.R && uint8(g>>8) == want.G && uint8(b>>8) == want.B {
				blue++
			}
		}
	}
	if blue < 1000 {
		t.Errorf("the first line has %d pixels", blue)
	}
}

func TestTerminal(t *testing.T) {
	charts := ramps()
	text := charts[0].Terminal(60, false)
	for _, want := range []string{"weights\n", "a WETH", "\n 50% ", "\n 38% ", "a", "b", "2023-11-14 to 2023-11-21"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(strings.ReplaceAll(charts[1].Terminal(60, false), "\n", ""), "\x1b") {
		t.Error("colours where none were asked for")
	}
	if !strings.Contains(charts[0].Terminal(60, true), "\x1b[") {
		t.Error("no colours")
	}
	for line := range strings.Lines(charts[2].Terminal(60, false)) {
		if len([]rune(line)) > 80 {
			t.Errorf("too wide: %q", line)
		}
	}
	if (Chart{Title: "nothing"}).Terminal(60, false) != "" {
		t.Error("something is drawn of nothing")
	}
	t.Log("\n" + charts[1].Terminal(60, false) + "\n" + text)
}

// The rows of a terminal's chart are round values, none below what there is.
func TestTerminalRows(t *testing.T) {
	c := Chart{Percent: true, Times: []int64{0, 100}, Lines: []Line{{Name: "fee", Values: []float64{0.5, 0.003}}}}
	text := c.Terminal(40, false)
	if !strings.Contains(text, " 55% ") || !strings.Contains(text, "\n  0% ") || strings.Contains(text, "-0%") || strings.Contains(text, "-5%") {
		t.Error(text)
	}
	for _, span := range [][2]float64{{0.2, 0.71}, {0, 1e-18}, {-3, 1e20}, {0.28, 0.512}, {1, 1.0000001}} {
		from, step, rows := rounded(span[0], span[1])
		if from > span[0] || from+float64(rows)*step < span[1]*(1-1e-9) || rows < 1 || rows > 12 {
			t.Errorf("%v: %d rows of %g from %g", span, rows, step, from)
		}
	}
}

// What is drawn is any number: no picture takes for ever or panics.
func TestStrangeNumbers(t *testing.T) {
	for _, v := range []float64{0, 1e-300, 1e300, -1, math.Inf(1), math.NaN(), math.MaxFloat64} {
		c := Chart{Times: []int64{0, 1}, Lines: []Line{{Values: []float64{v, 1}}, {Values: []float64{v, v}}, {Values: []float64{v}}}}
		text := SVG([]Chart{c, {}, {Times: []int64{5}}})
		if err := PNG(io.Discard, []Chart{c}); err != nil || len(text) > 100_000 {
			t.Error(v, err, len(text))
		}
		_ = c.Terminal(40, true)
	}
}

// save keeps a picture to be looked at, where CHART_OUT names a folder.
func save(t *testing.T, name string, data []byte) {
	t.Helper()
	if dir := os.Getenv("CHART_OUT"); dir != "" {
		if err := os.WriteFile(dir+"/"+name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
