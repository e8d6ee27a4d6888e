package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"math"
	"os"
	"strings"
	"testing"
)

func ramps() []Chart {
	c := Chart{Title: "weights", Unit: "share of the pool", Percent: true, Apart: true, Times: []int64{1_700_000_000, 1_700_100_000, 1_700_604_800}}
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
	for _, want := range []string{">WETH 40% to 50%<", ">40.0%<", "UTC", "<circle", "&lt;script&gt;&#34;&amp;&#39; 60%"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	for _, never := range []string{"NaN", "Inf", " style=", "<script", "\x1b", "href"} {
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
	want := lineInk(0).paint().light
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
	for _, want := range []string{"weights (share of the pool)\n", "WETH 40% → 50%", "50% ┤", "40% ┤", "2023-11-14 22:13:20 to 2023-11-21 22:13:20 UTC"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(charts[1].Terminal(60, false), "\x1b[") || !strings.Contains(charts[0].Terminal(60, true), "\x1b[") {
		t.Error("colours where none were asked for, or none")
	}
	if (Chart{Title: "nothing"}).Terminal(60, false) != "" {
		t.Error("something is drawn of nothing")
	}
}

// Nothing is wider than the columns and the space for labels.
func TestTerminalWidth(t *testing.T) {
	for _, columns := range []int{30, 60, 84, 120} {
		for _, c := range append(ramps(), many(50), together3()) {
			for line := range strings.Lines(c.Terminal(columns, false)) {
				if len([]rune(strings.TrimRight(line, "\n"))) > columns+labelRoom {
					t.Errorf("%d columns: too wide: %q", columns, line)
				}
			}
		}
	}
}

// Of many tokens, the eight that move most have a panel each; the others share a grey one.
func TestOthers(t *testing.T) {
	text := many(38).Terminal(64, true)
	if !strings.Contains(text, "\x1b[38;5;245m30 others") || strings.Count(text, "→") != Most {
		t.Error(text)
	}
	for i := 38 - Most; i < 38; i++ {
		if !strings.Contains(text, fmt.Sprintf("TOKEN%d ", i)) {
			t.Errorf("no TOKEN%d in\n%s", i, text)
		}
	}
	if svg := SVG([]Chart{many(50)}); strings.Count(svg, "<path") != 50 || !strings.Contains(svg, ">TOKEN0 ") {
		t.Error("a token is not in the picture")
	}
}

// many is a chart of tokens, of which each moves more than the one before.
func many(n int) Chart {
	c := Chart{Title: "weights", Unit: "share of the pool", Percent: true, Apart: true, Times: []int64{1_700_000_000, 1_700_302_400, 1_700_604_800}}
	for i := range n {
		from, to := 0.02, 0.02+0.0005*float64(i)
		c.Lines = append(c.Lines, Line{Name: fmt.Sprintf("TOKEN%d", i), Values: []float64{from, from, to}})
	}
	return c
}

func together3() Chart {
	c := Chart{Title: "Value", Unit: "USD", Times: []int64{1_700_000_000, 1_700_302_400, 1_700_604_800}}
	c.Lines = []Line{{Name: "pool", Values: []float64{1e6, 1.1e6, 1.2e6}}, {Name: "hold", Values: []float64{1e6, 1.1e6, 1.2e6}}, {Name: "rebalance", Values: []float64{1e6, 0.9e6, 1.25e6}}}
	return c
}

// Any numbers are drawn without a panic or an endless loop.
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

// save writes a picture to look at, if CHART_OUT names a folder.
func save(t *testing.T, name string, data []byte) {
	t.Helper()
	if dir := os.Getenv("CHART_OUT"); dir != "" {
		if err := os.WriteFile(dir+"/"+name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
