package chart

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/draw"
	"image/png"
	"io"
	"math"
	"slices"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// zoom is the number of pixels for a point.
const zoom = 2

// raster draws into pixels. Its fonts are golang.org's.
type raster struct {
	image *image.RGBA
	faces map[float64]font.Face // by letter size
}

// PNG draws charts below each other as one picture, on white.
func PNG(w io.Writer, charts []Chart) error {
	r := raster{image.NewRGBA(image.Rect(0, 0, width*zoom, int(heightOf(charts))*zoom)), map[float64]font.Face{}}
	for _, size := range []float64{large, usual, small} {
		face, err := faceOf(size)
		if err != nil {
			return err
		}
		r.faces[size] = face
	}
	draw.Draw(r.image, r.image.Bounds(), image.White, image.Point{}, draw.Src)
	drawAll(r, charts)
	var plain bytes.Buffer
	if err := png.Encode(&plain, r.image); err != nil {
		return err
	}
	_, err := w.Write(marked(plain.Bytes()))
	return err
}

// marked adds to a picture the name of the program that wrote it, as a text chunk behind the header
// (PNG, section 11.3.3). mpool replaces only its own files, and tells them by this.
func marked(picture []byte) []byte {
	const header = 8 + 4 + 4 + 13 + 4 // signature, then length, type, data and checksum of IHDR
	text := []byte("tEXtSoftware\x00mpool")
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(text)-4))
	chunk = binary.BigEndian.AppendUint32(append(chunk, text...), crc32.ChecksumIEEE(text))
	return slices.Concat(picture[:header], chunk, picture[header:])
}

func faceOf(size float64) (font.Face, error) {
	letters := goregular.TTF
	if size == large {
		letters = gobold.TTF
	}
	parsed, err := opentype.Parse(letters)
	if err != nil {
		return nil, err
	}
	return opentype.NewFace(parsed, &opentype.FaceOptions{Size: size * zoom, DPI: 72, Hinting: font.HintingNone})
}

func (r raster) line(x1, y1, x2, y2 float64, with ink) {
	r.path([]point{{x1, y1}, {x2, y2}}, 1, 0, with)
}

// path fills the outline of a line: a strip for each segment, and a disc at each of its ends.
func (r raster) path(points []point, width, dash float64, with ink) {
	if len(points) == 0 {
		return
	}
	for _, piece := range dashes(points, dash) {
		o := newOutline(piece, width)
		for i, p := range piece {
			if dash == 0 {
				o.disc(p, width/2)
			}
			if i > 0 {
				o.strip(piece[i-1], p, width/2)
			}
		}
		o.fill(r.image, with)
	}
}

func (r raster) dot(x, y, radius float64, with ink) {
	for _, one := range []struct {
		radius float64
		with   ink
	}{{radius + 0.8, with}, {radius - 0.8, inkPaper}} {
		o := newOutline([]point{{x, y}}, 2*one.radius)
		o.disc(point{x, y}, one.radius)
		o.fill(r.image, one.with)
	}
}

func (r raster) text(at point, anchor anchor, size float64, with ink, text string) {
	d := font.Drawer{Dst: r.image, Src: image.NewUniform(with.paint().light), Face: r.faces[size]}
	x := fixed.Int26_6(at.x * zoom * 64)
	switch wide := d.MeasureString(text); anchor {
	case middle:
		x -= wide / 2
	case right:
		x -= wide
	}
	d.Dot = fixed.Point26_6{X: x, Y: fixed.Int26_6(at.y * zoom * 64)}
	d.DrawString(text)
}

// outline is a shape within a box of pixels.
type outline struct {
	shape *vector.Rasterizer
	box   image.Rectangle
}

// newOutline returns an empty outline that is large enough for a line of a width through the points.
func newOutline(points []point, width float64) outline {
	low, high := points[0], points[0]
	for _, p := range points {
		low, high = point{min(low.x, p.x), min(low.y, p.y)}, point{max(high.x, p.x), max(high.y, p.y)}
	}
	air := int(width*zoom) + 2
	box := image.Rect(int(low.x*zoom)-air, int(low.y*zoom)-air, int(high.x*zoom)+air, int(high.y*zoom)+air)
	return outline{vector.NewRasterizer(box.Dx(), box.Dy()), box}
}

// polygon adds a shape. All shapes have the same direction, so that overlapping ones do not cancel each
// other.
func (o outline) polygon(points []point) {
	for i, p := range points {
		x, y := float32(p.x*zoom-float64(o.box.Min.X)), float32(p.y*zoom-float64(o.box.Min.Y))
		if i == 0 {
			o.shape.MoveTo(x, y)
		} else {
			o.shape.LineTo(x, y)
		}
	}
	o.shape.ClosePath()
}

func (o outline) strip(a, b point, half float64) {
	length := math.Hypot(b.x-a.x, b.y-a.y)
	if length == 0 {
		return
	}
	nx, ny := half*(b.y-a.y)/length, -half*(b.x-a.x)/length
	o.polygon([]point{{a.x + nx, a.y + ny}, {b.x + nx, b.y + ny}, {b.x - nx, b.y - ny}, {a.x - nx, a.y - ny}})
}

func (o outline) disc(at point, radius float64) {
	const corners = 16
	var around []point
	for i := range corners {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		around = append(around, point{at.x + radius*cos, at.y + radius*sin})
	}
	o.polygon(around)
}

func (o outline) fill(on *image.RGBA, with ink) {
	o.shape.Draw(on, o.box, image.NewUniform(with.paint().light), image.Point{})
}

// dashes cuts a line into strokes of a length; 0: it stays whole.
func dashes(points []point, length float64) [][]point {
	if length == 0 {
		return [][]point{points}
	}
	var strokes [][]point
	stroke, left, drawn := []point{points[0]}, length, true
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		for rest := math.Hypot(b.x-a.x, b.y-a.y); rest > 0; {
			step := min(left, rest)
			a = point{a.x + (b.x-a.x)*step/rest, a.y + (b.y-a.y)*step/rest}
			rest, left = rest-step, left-step
			stroke = append(stroke, a)
			if left > 0 {
				continue
			}
			if drawn {
				strokes = append(strokes, stroke)
			}
			stroke, drawn = []point{a}, !drawn
			if left = length; !drawn {
				left = gap
			}
		}
	}
	if drawn && len(stroke) > 1 {
		strokes = append(strokes, stroke)
	}
	return strokes
}
