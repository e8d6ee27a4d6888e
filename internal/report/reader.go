package report

import (
	"slices"

	"mpool/internal/chart"
	"mpool/internal/text"
)

// labelsFact is shown if a report has a label, so that readers do not take labels for a check.
const labelsFact = "the names in quotation marks after addresses are from the configuration of this mpool; they prove nothing"

// shownTo returns the report with times in the reader's zone, and with the reader's name
// after each address. Both are added before the form is written, so that each form escapes
// them as it escapes all text.
func (r report) shownTo(by text.Reader) report {
	found := false
	shown := func(line string) string {
		named := text.Labelled(line, by.Labels)
		found = found || named != line
		return text.InZone(named, by.Zone)
	}
	r.title, r.Verdict, r.hint = shown(r.title), shown(r.Verdict), shown(r.hint)
	r.facts = shownRows(r.facts, shown)
	r.overview.rows = shownRows(r.overview.rows, shown)
	r.parts = slices.Clone(r.parts)
	for i := range r.parts {
		r.parts[i] = r.parts[i].shownTo(by, shown)
	}
	if found {
		r.facts = append(r.facts, []string{"labels", labelsFact})
	}
	return r
}

func (p Part) shownTo(by text.Reader, shown func(string) string) Part {
	p.title = shown(p.title)
	p.notes, p.tables = slices.Clone(p.notes), slices.Clone(p.tables)
	for i := range p.notes {
		p.notes[i].Text = shown(p.notes[i].Text)
	}
	for i := range p.tables {
		p.tables[i].rows = shownRows(p.tables[i].rows, shown)
		p.tables[i].setClocks(by)
	}
	p.charts = chart.In(by.Zone, p.charts)
	return p
}

// setClocks writes the first row of a table whose columns are moments.
func (t *Table) setClocks(by text.Reader) {
	if t.times != nil && len(t.rows) > 0 {
		t.rows[0] = append([]string{by.ZoneName()}, text.Clocks(t.times, by.Zone)...)
	}
}

func shownRows(rows [][]string, shown func(string) string) [][]string {
	var list [][]string
	for _, row := range rows {
		var cells []string
		for _, cell := range row {
			cells = append(cells, shown(cell))
		}
		list = append(list, cells)
	}
	return list
}
