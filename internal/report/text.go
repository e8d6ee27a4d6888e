package report

import (
	"mpool/internal/ops"
	"mpool/internal/text"
)

// Text shows the report of a dry run.
func (v *View) Text(p *text.Page) {
	r := v.Report()
	p.Line("%s", p.Bold(r.title))
	if p.Quiet {
		v.quietText(p, r)
		return
	}
	v.verdictText(p, r)
	for _, fact := range r.facts {
		p.Named(13, fact[0], "%s", fact[1])
	}
	if len(r.overview.rows) > 0 {
		r.overview.Text(p)
	}
	for _, part := range r.parts {
		p.Heading(part.title)
		if part.source != "" {
			p.Line("from %s", part.source)
		}
		for _, note := range part.notes {
			p.Finding(note.severity, "%s", note.Text)
		}
		for _, table := range part.tables {
			table.Text(p)
		}
		v.plot(p, part)
	}
	v.nextText(p)
}

// nextText is what to type next, in the operations' order.
func (v *View) nextText(p *text.Page) {
	if len(v.Next) == 0 {
		return
	}
	begin := "nothing was sent; to send it:"
	if len(v.Next) > 1 {
		begin = "nothing was sent; to send the operations one by one:"
	}
	p.Line("\n%s", begin)
	for _, next := range v.Next {
		if next.After != "" {
			p.Line("%s:", next.After)
		}
		p.Command(next.Command)
	}
}

// quietText is the headline, and what nobody may miss.
func (v *View) quietText(p *text.Page, r report) {
	if r.VerdictKind != AsPredicted {
		v.verdictText(p, r)
	}
	for _, part := range r.parts {
		said := false
		for _, note := range part.notes {
			if note.severity == ops.Note {
				continue
			}
			if !said {
				p.Line("%s", part.title)
			}
			said = true
			p.Finding(note.severity, "%s", note.Text)
		}
	}
}

func (v *View) verdictText(p *text.Page, r report) {
	switch {
	case v.Stop != nil:
		p.Line("%s", p.Red("verdict: none, because the dry run stopped"))
	case r.VerdictKind == AsPredicted:
		p.Line("%s", p.Green("verdict: "+r.Verdict))
	case r.VerdictKind == Careful:
		p.Line("%s", p.Yellow("verdict: "+r.Verdict))
	default:
		p.Line("%s", p.Red("verdict: "+string(v.Verdict)))
	}
}

func (t Table) Text(p *text.Page) {
	p.Line("")
	columns := append([]string{}, t.columns...)
	if columns[0] == "" {
		columns[0] = t.caption
	}
	rows := make([][]string, len(t.rows))
	for i, row := range t.rows {
		for j, cell := range row {
			if t.bad[cellAt{i, j}] {
				cell = p.Yellow(cell)
			}
			rows[i] = append(rows[i], cell)
		}
	}
	if t.times != nil && len(rows) > 0 {
		columns[0] += "\n" + p.ZoneName()
		for i, clock := range text.Clocks(t.times, p.Zone) {
			columns[i+1] += "\n" + clock
		}
		rows = rows[1:]
	}
	p.Table(columns, rows)
}

func (v *View) plot(p *text.Page, part Part) {
	if !v.Plot {
		return
	}
	drawn(p, part.charts, v.Columns)
}

// plots draws the charts of all operations, if requested.
func (v *View) plots(p *text.Page) {
	if v == nil {
		return
	}
	for _, part := range v.Report().parts {
		v.plot(p, part)
	}
	if v.Plot {
		p.Line("")
	}
}

// sign returns the symbol of a note for forms without colours.
func (n Note) sign() string {
	switch n.severity {
	case ops.Refuse:
		return "⛔"
	case ops.Warn:
		return "⚠️"
	}
	return "ℹ️"
}
