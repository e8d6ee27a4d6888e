package text

import (
	"regexp"
	"slices"
)

// fit makes a table narrower until it fits a width in columns. First it shortens addresses and hashes,
// beginning with the last column; then it breaks headings of numbers at blanks; then text. If the table
// still does not fit, it returns only the table with short addresses, to be turned. Only the middle of
// addresses is omitted: the legend has them in full, or says where they are. A width of 0 means no
// limit.
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

// longHex matches an address or a hash.
var longHex = regexp.MustCompile(`0x[0-9a-fA-F]{40,64}\b`)

// ShortHex returns an address or a hash without its middle.
func ShortHex(hex string) string { return hex[:6] + "…" + hex[len(hex)-4:] }

// mostLegend is the largest number of addresses that are repeated in full below a table.
const mostLegend = 4

// shorten shortens addresses, and returns the legend with the full ones.
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

// leastText is the least width of a column of sentences.
const leastText = 16

// foldTo breaks cells of the widest column that can become narrower, until the table fits.
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
