package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// table is the only user of tablewriter. Its cells have to be clean already;
// they may hold colours.
type table struct {
	header []string
	align  []tw.Align
	rows   [][]string
}

// newTable names the columns. A name that begins with > is of numbers, which
// stand to the right.
func newTable(columns ...string) *table {
	t := &table{}
	for _, name := range columns {
		name, right := strings.CutPrefix(name, ">")
		t.header = append(t.header, name)
		if right {
			t.align = append(t.align, tw.AlignRight)
		} else {
			t.align = append(t.align, tw.AlignLeft)
		}
	}
	return t
}

// row adds a row. tablewriter would take one of any length.
func (t *table) row(cells ...string) {
	if len(cells) != len(t.header) {
		panic(fmt.Sprintf("a row of %d cells in a table of %d columns", len(cells), len(t.header)))
	}
	t.rows = append(t.rows, cells)
}

// table adds a table to the page, without lines and with two blanks between
// columns.
func (p *page) table(t *table) {
	header := make([]string, len(t.header))
	for i, name := range t.header {
		header[i] = p.faint(name)
	}
	var text strings.Builder
	w := plainTable(&text, t.align)
	w.Header(header)
	for _, row := range t.rows {
		_ = w.Append(row) // into memory: cannot fail
	}
	_ = w.Render()
	for line := range strings.Lines(text.String()) {
		p.line("%s", strings.TrimRight(line, " \n"))
	}
}

func plainTable(w io.Writer, align []tw.Align) *tablewriter.Table {
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
		Alignment:  tw.CellAlignment{PerColumn: align},
		Formatting: tw.CellFormatting{AutoWrap: tw.WrapNone},
	}
	header := cells
	header.Formatting.AutoFormat = tw.Off // or names become upper case
	return tablewriter.NewTable(w,
		tablewriter.WithRenderer(renderer.NewBlueprint(plain)),
		tablewriter.WithHeaderConfig(header),
		tablewriter.WithRowConfig(cells),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithTrimSpace(tw.Off),
	)
}
