package text

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// This is the only file that uses tablewriter.

// Table adds a table to the page, without lines and with two blanks between columns. Its cells must be
// clean already; they may have colours. A column whose name begins with > holds numbers, which are
// aligned right. A line break in a name makes a heading of several lines. If the page is too narrow,
// fit makes the table narrower.
func (p *Page) Table(header []string, rows [][]string) {
	for _, row := range rows {
		if len(row) != len(header) { // tablewriter would accept it
			panic(fmt.Sprintf("a row of %d cells in a table of %d columns", len(row), len(header)))
		}
	}
	width := p.Width
	if p.Wide {
		width = 0
	}
	t, legend, fits := newGrid(header, p.shownRows(rows)).pointed(width).fit(width)
	if fits {
		p.draw(t)
	} else {
		p.WriteString(strings.Join(t.turned(width, p.Faint), "\n") + "\n")
	}
	for _, line := range legend {
		p.Line("%s", line)
	}
}

// draw adds a table unchanged.
func (p *Page) draw(t grid) {
	cells := t.lines(p.Faint)
	for i, right := range t.right {
		if right {
			toTheRight(cells, i)
		}
	}
	var text strings.Builder
	w := plainTable(&text)
	w.Header(cells[0])
	for _, row := range cells[1:] {
		_ = w.Append(row) // writing to memory cannot fail
	}
	_ = w.Render()
	for line := range strings.Lines(text.String()) {
		p.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
}

// toTheRight pads the cells of a column on the left. tablewriter 1.0.9 cannot align single columns.
// Later versions can, but add 0.2 ms to every start for a cache of widths (docs/performance.md).
func toTheRight(cells [][]string, column int) {
	width := 0
	for _, row := range cells {
		width = max(width, ansi.StringWidth(row[column]))
	}
	for _, row := range cells {
		row[column] = strings.Repeat(" ", width-ansi.StringWidth(row[column])) + row[column]
	}
}

func plainTable(w io.Writer) *tablewriter.Table {
	plain := tw.Rendition{
		Borders: tw.BorderNone,
		Symbols: tw.NewSymbols(tw.StyleNone),
		Settings: tw.Settings{
			Separators: tw.SeparatorsNone,
			Lines:      tw.LinesNone,
		},
	}
	padding := tw.CellPadding{Global: tw.Padding{Left: "", Right: "  ", Overwrite: true}}
	cells := tw.CellConfig{
		Padding:    padding,
		Alignment:  tw.CellAlignment{Global: tw.AlignLeft},
		Formatting: tw.CellFormatting{AutoWrap: tw.WrapNone},
	}
	header := cells
	header.Formatting.AutoFormat = tw.Off // otherwise names become upper case
	return tablewriter.NewTable(w,
		tablewriter.WithRenderer(renderer.NewBlueprint(plain)),
		tablewriter.WithHeaderConfig(header),
		tablewriter.WithRowConfig(cells),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithTrimSpace(tw.Off),
	)
}
