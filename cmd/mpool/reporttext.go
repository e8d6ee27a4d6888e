package main

import (
	"io"

	"golang.org/x/term"

	"mpool/internal/ops"
)

// The report of a dry run as text.
func (v *reportView) text(p *page) {
	r := v.report()
	p.line("%s", p.bold(r.title))
	for _, fact := range r.facts {
		p.line("%-12s %s", fact[0], fact[1])
	}
	if len(r.overview.rows) > 0 {
		r.overview.text(p)
	}
	for _, part := range r.parts {
		p.heading(part.title)
		if part.source != "" {
			p.line("from %s", part.source)
		}
		for _, note := range part.notes {
			p.line("%s: %s", note.severity, note.text)
		}
		for _, table := range part.tables {
			table.text(p)
		}
		v.plot(p, part)
	}
	p.line("")
	switch {
	case v.stop != nil:
		p.line("%s", p.red("verdict: none, for the dry run could not go on"))
	case r.verdictKind == asPredicted:
		p.line("%s", p.green("verdict: "+r.verdict))
	case r.verdictKind == careful:
		p.line("%s", p.yellow("verdict: "+r.verdict))
	default:
		p.line("%s", p.red("verdict: "+string(v.Verdict)))
	}
}

func (t reportTable) text(p *page) {
	p.line("")
	columns := append([]string{}, t.columns...)
	if columns[0] == "" {
		columns[0] = t.caption
	}
	rows := make([][]string, len(t.rows))
	for i, row := range t.rows {
		for j, cell := range row {
			if t.bad[cellAt{i, j}] {
				cell = p.yellow(cell)
			}
			rows[i] = append(rows[i], cell)
		}
	}
	p.table(columns, rows)
}

func (v *reportView) plot(p *page, part reportPart) {
	if !v.Plot {
		return
	}
	for _, c := range part.charts {
		if text := c.Terminal(v.columns, p.colour); text != "" {
			p.line("\n%s", text)
		}
	}
}

// plots draws the charts of all operations, where that is asked for.
func (v *reportView) plots(p *page) {
	if v == nil {
		return
	}
	for _, part := range v.report().parts {
		v.plot(p, part)
	}
	if v.Plot {
		p.line("")
	}
}

// columns is how wide a chart may be on standard output, its labels left out.
func (a *app) columns() int {
	const usual, labels = 80, 16
	return max(30, min(120, terminalWidth(a.out, usual)-labels))
}

// terminalWidth is that of the terminal at w, or another where there is none.
func terminalWidth(w io.Writer, otherwise int) int {
	f, isFile := w.(interface{ Fd() uintptr })
	if !isFile {
		return otherwise
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		return otherwise
	}
	return width
}

// sign is how a note is marked where colours are not.
func (n reportNote) sign() string {
	switch n.severity {
	case ops.Refuse:
		return "⛔"
	case ops.Warn:
		return "⚠️"
	}
	return "ℹ️"
}
