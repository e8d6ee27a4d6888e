package chart

import "math"

// braille is a grid of dots, two columns and four rows in each cell.
type braille struct {
	columns, rows int
	dots          []rune // dots of each cell, as an offset from the first braille character
	inks          []ink
}

func newBraille(columns, rows int) *braille {
	return &braille{columns, rows, make([]rune, columns*rows), make([]ink, columns*rows)}
}

func (b *braille) width() int { return 2 * b.columns }

// y returns the row of dots of a value: row 0 is the axis' high end, the last row its low end.
func (b *braille) y(a axis, v float64) int {
	last := float64(4*b.rows - 1)
	return int(max(0, min(last, math.Round(last*(a.high-v)/(a.high-a.low)))))
}

func (b *braille) set(x, y int, with ink) {
	bits := [4][2]rune{{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}
	cell := y/4*b.columns + x/2
	if b.dots[cell] == 0 {
		b.inks[cell] = with
	}
	b.dots[cell] |= bits[y%4][x%2]
}

// measured marks a measured value.
const measured = 'o'

func (b *braille) mark(x, y int, with ink) {
	cell := y/4*b.columns + min(max(0, x), b.width()-1)/2
	b.dots[cell], b.inks[cell] = measured<<8, with
}

// row returns a row of cells as text.
func (b *braille) row(n int, pen pen) string {
	text := ""
	for i, dots := range b.dots[n*b.columns : (n+1)*b.columns] {
		switch {
		case dots == 0:
			text += " "
		case dots > 0xff:
			text += pen.paint(b.inks[n*b.columns+i].ansi(), string(rune(measured)))
		default:
			text += pen.paint(b.inks[n*b.columns+i].ansi(), string('\u2800'+dots))
		}
	}
	return text
}
