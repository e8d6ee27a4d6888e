package chart

import (
	"fmt"
	"html"
	"image/color"
	"math"
	"strings"
)

// svg draws SVG text. Elements have attributes and classes but no inline style, so that pages that
// forbid inline styles show it too.
type svg struct{ strings.Builder }

// SVG draws charts below each other as one picture for a file. It follows the reader's light or dark
// mode.
func SVG(charts []Chart) string {
	var titles []string
	for _, c := range charts {
		titles = append(titles, c.heading())
	}
	return picture(width, heightOf(charts), strings.Join(titles, "; "), "<style>"+Style+"</style>\n", func(s *svg) { drawAll(s, charts) })
}

func drawAll(on canvas, charts []Chart) {
	top := 0.0
	for _, c := range charts {
		c.draw(on, top)
		top += c.height()
	}
}

// Figure is a chart for a page whose style includes Style: the text above it, and a picture for each
// panel. The page places the pictures side by side as its width allows.
type Figure struct {
	Heading, Period string
	Pictures        []string
}

// NewFigure draws a chart for a page.
func NewFigure(c Chart) Figure {
	f := Figure{Heading: c.heading(), Period: c.period()}
	if len(c.Times) == 0 {
		return f
	}
	for _, p := range c.panels() {
		if !c.apart() {
			f.Pictures = append(f.Pictures, picture(width, c.height()-head, f.Heading, "", func(s *svg) { c.together(s, p, 8) }))
			continue
		}
		f.Pictures = append(f.Pictures, picture(twoWide, bandHigh, f.Heading+": "+p.title(60, " to "), "", func(s *svg) { c.single(s, p, 0, 0) }))
	}
	return f
}

func picture(wide, high float64, title, style string, draw func(*svg)) string {
	s := &svg{}
	fmt.Fprintf(s, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" role="img" font-family="system-ui, sans-serif">`, wide, high, wide, high)
	fmt.Fprintf(s, "\n<title>%s</title>\n%s", escape(title), style)
	fmt.Fprintf(s, "<rect class=\"paper\" width=\"%.0f\" height=\"%.0f\" fill=\"%s\"/>\n", wide, high, hex(inkPaper.paint().light))
	draw(s)
	s.WriteString("</svg>\n")
	return s.String()
}

// escape makes text safe in XML, which does not allow control characters.
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

func (s *svg) line(x1, y1, x2, y2 float64, with ink) {
	p := with.paint()
	fmt.Fprintf(s, "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"/>\n", p.class, tenth(x1), tenth(y1), tenth(x2), tenth(y2), hex(p.light))
}

func (s *svg) path(points []point, width, dash float64, with ink) {
	if len(points) == 0 {
		return
	}
	p, way := with.paint(), make([]string, len(points))
	for i, at := range points {
		way[i] = tenth(at.x) + " " + tenth(at.y)
	}
	gaps := ""
	if dash > 0 {
		gaps = fmt.Sprintf(` stroke-dasharray="%g %g"`, dash, gap)
	}
	fmt.Fprintf(s, "<path class=\"%s\" d=\"M%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%g\" stroke-linejoin=\"round\"%s/>\n", p.class, strings.Join(way, "L"), hex(p.light), width, gaps)
}

// gap is the length of the gaps in a dashed line.
const gap = 3.0

func (s *svg) dot(x, y, radius float64, with ink) {
	p := with.paint()
	fmt.Fprintf(s, "<circle class=\"paper\" cx=\"%s\" cy=\"%s\" r=\"%g\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.6\"/>\n", tenth(x), tenth(y), radius, hex(inkPaper.paint().light), hex(p.light))
}

func (s *svg) text(at point, anchor anchor, size float64, with ink, text string) {
	weight := ""
	if size == large {
		weight = ` font-weight="bold"`
	}
	p := with.paint()
	fmt.Fprintf(s, "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%g\" fill=\"%s\"%s>%s</text>\n", p.class, tenth(at.x), tenth(at.y), anchor, size, hex(p.light), weight, escape(text))
}

// tenth rounds to tenths of a point, to keep files small; smaller differences are not visible.
func tenth(v float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", math.Round(v*10)/10), ".0")
}
