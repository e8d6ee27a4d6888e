package chart

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"
)

// zoom is how many pixels a point has. The letters have their own size: they are
// drawn by pixels, once for each point.
const zoom = 2

// raster draws into pixels.
type raster struct{ image *image.RGBA }

// PNG draws charts below each other as one picture.
func PNG(w io.Writer, charts []Chart) error {
	r := raster{image.NewRGBA(image.Rect(0, 0, width*zoom, int(heightOf(charts))*zoom))}
	draw.Draw(r.image, r.image.Bounds(), image.White, image.Point{}, draw.Src)
	top := 0.0
	for _, c := range charts {
		c.draw(r, top)
		top += c.height()
	}
	return png.Encode(w, r.image)
}

// line covers each pixel as far as it is within half the width of the line.
func (r raster) line(x1, y1, x2, y2, width float64, dashed bool, c color.RGBA) {
	x1, y1, x2, y2, half := x1*zoom, y1*zoom, x2*zoom, y2*zoom, width*zoom/2
	length := math.Hypot(x2-x1, y2-y1)
	for y := int(min(y1, y2) - half - 1); y <= int(max(y1, y2)+half+1); y++ {
		for x := int(min(x1, x2) - half - 1); x <= int(max(x1, x2)+half+1); x++ {
			px, py := float64(x)+0.5, float64(y)+0.5
			along := 0.0
			if length > 0 {
				along = max(0, min(length, ((px-x1)*(x2-x1)+(py-y1)*(y2-y1))/length))
			}
			if dashed && int(px)/8%2 == 1 {
				continue
			}
			nx, ny := x1, y1
			if length > 0 {
				nx, ny = x1+(x2-x1)*along/length, y1+(y2-y1)*along/length
			}
			r.cover(x, y, half+0.5-math.Hypot(px-nx, py-ny), c)
		}
	}
}

// cover mixes a colour into a pixel.
func (r raster) cover(x, y int, share float64, c color.RGBA) {
	share = max(0, min(1, share))
	if share == 0 || !(image.Point{X: x, Y: y}).In(r.image.Rect) {
		return
	}
	old := r.image.RGBAAt(x, y)
	mix := func(a, b uint8) uint8 { return uint8(float64(a)*(1-share) + float64(b)*share + 0.5) }
	r.image.SetRGBA(x, y, color.RGBA{mix(old.R, c.R), mix(old.G, c.G), mix(old.B, c.B), 255})
}

func (r raster) dot(x, y, radius float64, c color.RGBA) {
	r.line(x, y, x, y, 2*radius+2, false, c)
	r.line(x, y, x, y, 2*radius-2, false, color.RGBA{255, 255, 255, 255})
}

// text draws letters of 7 by 13 pixels, twice as large. There are none but those
// of ASCII.
func (r raster) text(x, y float64, at anchor, _ bool, text string) {
	text = strings.Map(ascii, strings.ReplaceAll(text, "…", ".."))
	face := basicfont.Face7x13
	small := image.NewAlpha(image.Rect(0, 0, face.Advance*len(text)+1, 18))
	d := font.Drawer{Dst: small, Src: image.Opaque, Face: face, Dot: fixed.P(0, 13)}
	d.DrawString(text)
	wide := small.Bounds().Dx() * zoom
	left := int(x*zoom) - map[anchor]int{middle: wide / 2, right: wide}[at]
	for py := range small.Bounds().Dy() * zoom {
		for px := range wide {
			if small.AlphaAt(px/zoom, py/zoom).A > 0 {
				r.cover(left+px, int(y*zoom)-13*zoom+py, 1, grey(0x22))
			}
		}
	}
}

func ascii(r rune) rune {
	if r < ' ' || r > '~' {
		return '?'
	}
	return r
}
