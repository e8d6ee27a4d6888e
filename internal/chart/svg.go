package chart

import (
	"fmt"
	"html"
	"image/color"
	"math"
	"strings"
)

// svg draws into text. It uses attributes only, and no style: a page that
// forbids inline styles shows it as well.
type svg struct{ strings.Builder }

// SVG draws charts below each other as one picture, to stand in a file or within
// a page.
func SVG(charts []Chart) string {
	s := &svg{}
	high := heightOf(charts)
	fmt.Fprintf(s, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %.0f" width="%d" height="%.0f" role="img" font-family="system-ui, sans-serif" font-size="12">`, width, high, width, high)
	s.WriteByte('\n')
	fmt.Fprintf(s, "<title>%s</title>\n", titles(charts))
	fmt.Fprintf(s, "<rect width=\"%d\" height=\"%.0f\" fill=\"#ffffff\"/>\n", width, high)
	top := 0.0
	for _, c := range charts {
		c.draw(s, top)
		top += c.height()
	}
	s.WriteString("</svg>\n")
	return s.String()
}

func titles(charts []Chart) string {
	var all []string
	for _, c := range charts {
		all = append(all, c.Title)
	}
	return escape(strings.Join(all, "; "))
}

// escape makes text safe in XML, which has no place for control characters.
func escape(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	return html.EscapeString(text)
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func (s *svg) line(x1, y1, x2, y2, width float64, dashed bool, c color.RGBA) {
	dash := ""
	if dashed {
		dash = ` stroke-dasharray="5 3"`
	}
	fmt.Fprintf(s, "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%g\" stroke-linecap=\"round\"%s/>\n",
		tenth(x1), tenth(y1), tenth(x2), tenth(y2), hex(c), width, dash)
}

func (s *svg) dot(x, y, radius float64, c color.RGBA) {
	fmt.Fprintf(s, "<circle cx=\"%s\" cy=\"%s\" r=\"%g\" fill=\"#ffffff\" stroke=\"%s\" stroke-width=\"2\"/>\n", tenth(x), tenth(y), radius, hex(c))
}

func (s *svg) text(x, y float64, at anchor, bold bool, text string) {
	weight := ""
	if bold {
		weight = ` font-weight="bold"`
	}
	fmt.Fprintf(s, "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"#222222\"%s>%s</text>\n", tenth(x), tenth(y), at, weight, escape(text))
}

// tenth keeps pictures small: a tenth of a point is not seen.
func tenth(v float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", math.Round(v*10)/10), ".0")
}
