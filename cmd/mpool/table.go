package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// This is the only file that knows tablewriter.

// table adds a table to the page, without lines and with two blanks between
// columns. Its cells have to be clean already; they may hold colours. A column
// whose name begins with > is of numbers, which stand to the right.
func (p *page) table(header []string, rows [][]string) {
	names := make([]string, len(header))
	align := make([]tw.Align, len(header))
	for i, name := range header {
		name, right := strings.CutPrefix(name, ">")
		names[i], align[i] = p.faint(name), tw.AlignLeft
		if right {
			align[i] = tw.AlignRight
		}
	}
	var text strings.Builder
	w := plainTable(&text, align)
	w.Header(names)
	for _, row := range rows {
		if len(row) != len(header) { // tablewriter would take it
			panic(fmt.Sprintf("a row of %d cells in a table of %d columns", len(row), len(header)))
		}
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
