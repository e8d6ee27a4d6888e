package chart

import "image/color"

// ink is the colour of an element. The lines' colours are the same on white and on black, with a
// contrast of 3:1 to both; other elements have a colour for each.
type ink int

const (
	inkPaper ink = iota
	inkText
	inkFaint
	inkGrid
	inkAxis
	inkOther // lines after the eight that move most
	inkLine  // the first of eight
)

// lineInk returns the colour of line n. People with any colour vision can tell the eight colours apart.
func lineInk(n int) ink {
	if n < Most {
		return inkLine + ink(n)
	}
	return inkOther
}

// ink is the line's own colour, or that of line n.
func (l Line) ink(n int) ink {
	if l.Colour > 0 {
		n = l.Colour - 1
	}
	return lineInk(n)
}

// paint is an ink's colours on white and on black.
type paint struct {
	class       string
	light, dark color.RGBA
}

func (i ink) paint() paint {
	both := func(class string, rgb uint32) paint { return paint{class, solid(rgb), solid(rgb)} }
	return []paint{
		{"paper", solid(0xffffff), solid(0x121212)},
		{"ink", solid(0x222222), solid(0xe8e8e8)},
		{"faint", solid(0x595959), solid(0xb0b0b0)},
		{"grid", solid(0xe2e2e2), solid(0x333333)},
		{"axis", solid(0x8a8a8a), solid(0x8a8a8a)},
		both("other", 0x808080),
		both("line0", 0x1f7fc4), both("line1", 0xd2601a), both("line2", 0x00936c), both("line3", 0xc0609c),
		both("line4", 0xa27a00), both("line5", 0x8a6fd1), both("line6", 0x9b6a3f), both("line7", 0xdb5461),
	}[i]
}

func solid(rgb uint32) color.RGBA {
	return color.RGBA{uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb), 255}
}

// ansi returns the ink's number among a terminal's 256 colours.
func (i ink) ansi() string {
	if i < inkOther {
		return "2"
	}
	return []string{"38;5;245", "38;5;32", "38;5;166", "38;5;36", "38;5;169", "38;5;178", "38;5;99", "38;5;137", "38;5;203"}[i-inkOther]
}

// Style makes pictures in a page follow the reader's light or dark mode.
const Style = `@media (prefers-color-scheme: dark) { svg .paper { fill: #121212; } svg .ink { fill: #e8e8e8; } svg .faint { fill: #b0b0b0; } svg .grid { stroke: #333333; } }
`
