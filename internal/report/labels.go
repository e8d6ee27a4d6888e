package report

import (
	"slices"

	"mpool/internal/text"
)

// labelsFact is shown if a report has a label, so that readers do not take labels for a check.
const labelsFact = "the names in quotation marks after addresses are from the configuration of this mpool; they prove nothing"

// labelled returns the report with the user's label after each address. Labels are added before a form
// is written, so that each form escapes them like other text. Charts, files and JUnit have none:
// programs read those.
func (r report) labelled(labels text.Labels) report {
	found := false
	name := func(line string) string {
		named := text.Labelled(line, labels)
		found = found || named != line
		return named
	}
	r.title, r.Verdict, r.hint = name(r.title), name(r.Verdict), name(r.hint)
	r.facts = namedRows(r.facts, name)
	r.overview.rows = namedRows(r.overview.rows, name)
	r.parts = slices.Clone(r.parts)
	for i := range r.parts {
		r.parts[i] = r.parts[i].named(name)
	}
	if found {
		r.facts = append(r.facts, []string{"labels", labelsFact})
	}
	return r
}

func (p Part) named(name func(string) string) Part {
	p.title = name(p.title)
	p.notes, p.tables = slices.Clone(p.notes), slices.Clone(p.tables)
	for i := range p.notes {
		p.notes[i].Text = name(p.notes[i].Text)
	}
	for i := range p.tables {
		p.tables[i].rows = namedRows(p.tables[i].rows, name)
	}
	return p
}

func namedRows(rows [][]string, name func(string) string) [][]string {
	var list [][]string
	for _, row := range rows {
		var cells []string
		for _, cell := range row {
			cells = append(cells, name(cell))
		}
		list = append(list, cells)
	}
	return list
}
