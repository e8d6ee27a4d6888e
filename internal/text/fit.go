package text

import (
	"regexp"
	"slices"
)

// fit makes a table narrower until it fits a width, in this order: addresses and
// hashes become short, the last column's first; headings of numbers break at blanks,
// then text. Where it still does not fit, it has to be turned, and is returned with short
// addresses only. Nothing is omitted but the middle of addresses: the legend has those in
// full, or says where they are. A width of 0 is any.
func (t grid) fit(width int) (narrow grid, legend []string, fits bool) {
	if width <= 0 || t.width() <= width {
		return t, nil, true
	}
	legend = t.shorten(width)
	folded := t.clone()
	folded.foldHeadings(width)
	folded.foldTo(width)
	if folded.width() > width {
		return t, legend, false
	}
	return folded, legend, true
}

// longHex is an address or a hash.
var longHex = regexp.MustCompile(`0x[0-9a-fA-F]{40,64}\b`)

// ShortHex is an address or a hash without its middle.
func ShortHex(hex string) string { return hex[:6] + "…" + hex[len(hex)-4:] }

// mostLegend is how many addresses are said in full below a table.
const mostLegend = 4

// shorten makes addresses short, and says which they are.
func (t grid) shorten(width int) (legend []string) {
	var shortened []string
	for i := len(t.right) - 1; i >= 0 && t.width() > width; i-- {
		for _, row := range t.rows {
			row[i] = longHex.ReplaceAllStringFunc(row[i], func(hex string) string {
				if !slices.Contains(shortened, hex) {
					shortened = append(shortened, hex)
				}
				return ShortHex(hex)
			})
		}
	}
	if len(shortened) > mostLegend {
		return []string{"addresses in full: add --wide or --json"}
	}
	for _, hex := range shortened {
		legend = append(legend, ShortHex(hex)+" is "+hex)
	}
	return legend
}

// foldHeadings breaks the headings of all columns of numbers, so that they look alike.
func (t grid) foldHeadings(width int) {
	if t.width() <= width {
		return
	}
	for i, right := range t.right {
		if right {
			t.fold(i, t.narrowest(i))
		}
	}
}

// leastText is how narrow a column of sentences may become.
const leastText = 16

// foldTo breaks the cells of the widest column that can be broken first.
func (t grid) foldTo(width int) {
	for t.width() > width {
		widest, by := -1, 0
		for i := range t.right {
			least := max(t.narrowest(i), leastText)
			if room := t.column(i) - least; room > 0 && !t.right[i] && (widest < 0 || t.column(i) > t.column(widest)) {
				widest, by = i, room
			}
		}
		if widest < 0 {
			return
		}
		before := t.column(widest)
		t.fold(widest, before-min(by, t.width()-width))
		if t.column(widest) == before {
			return
		}
	}
}
