package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"strings"

	"mpool/internal/chart"
)

//go:embed report.css
var reportStyle string

//go:embed report.html
var reportPage string

// page holds the values of the HTML template.
type page struct {
	Title, Verdict, Kind, Hint string
	Style                      template.CSS
	StyleHash                  string
	Facts                      [][]string
	Overview                   *pageTable
	Parts                      []pagePart
}

type pagePart struct {
	Title, Source string
	Notes         []pageNote
	Charts        []pageChart
	Tables        []pageTable
}

// pageChart is a chart. With many panels it takes the whole width.
type pageChart struct {
	Heading, Period, Class string
	Pictures               []template.HTML
}

type pageNote struct{ Severity, Text string }

type pageTable struct {
	Caption string
	Columns []pageCell
	Rows    [][]pageCell
}

// pageCell is a cell. Of is the name of its column, for phones, which show rows as cards.
type pageCell struct{ Class, Of, Text string }

// HTML returns the report as one page without script, image or external style. Its policy forbids the
// browser to load any. html/template escapes all text from the chain.
func (r report) HTML() string {
	style := reportStyle + chart.Style
	hash := sha256.Sum256([]byte(style))
	p := page{
		Title: r.title, Verdict: r.Verdict, Hint: r.hint, Facts: r.facts,
		Kind:  r.class(),
		Style: template.CSS(style), StyleHash: base64.StdEncoding.EncodeToString(hash[:]), // mpool's own text, from report.css and chart
	}
	if len(r.overview.rows) > 0 {
		overview := r.overview.page()
		p.Overview = &overview
	}
	for _, part := range r.parts {
		p.Parts = append(p.Parts, part.page())
	}
	var b strings.Builder
	if err := template.Must(template.New("report").Parse(reportPage)).Execute(&b, p); err != nil {
		panic(err) // not possible: the template and its types are constant, and writing to a Builder cannot fail
	}
	return b.String()
}

// class returns the verdict's CSS class.
func (k VerdictKind) class() string {
	return map[VerdictKind]string{AsPredicted: "good", Careful: "careful", refusedKind: "refused", wrong: "wrong"}[k]
}

func (p Part) page() pagePart {
	out := pagePart{Title: p.title, Source: p.source}
	for _, note := range p.notes {
		out.Notes = append(out.Notes, pageNote{string(note.severity), note.Text})
	}
	for _, c := range p.charts {
		out.Charts = append(out.Charts, newPageChart(c))
	}
	for _, table := range p.tables {
		out.Tables = append(out.Tables, table.page())
	}
	return out
}

// panelsBeside is the largest number of panels of a chart that is beside another one.
const panelsBeside = 4

func newPageChart(c chart.Chart) pageChart {
	f := chart.NewFigure(c)
	out := pageChart{Heading: f.Heading, Period: f.Period}
	for _, picture := range f.Pictures {
		out.Pictures = append(out.Pictures, template.HTML(picture)) // chart escapes all text in it
	}
	switch n := len(out.Pictures); {
	case n > panelsBeside:
		out.Class = "many"
	case n > 1:
		out.Class = "few"
	}
	return out
}

func (t Table) page() pageTable {
	out := pageTable{Caption: t.caption}
	numbers := make([]bool, len(t.columns))
	for i, column := range t.columns {
		name, number := strings.CutPrefix(column, ">")
		numbers[i] = number
		out.Columns = append(out.Columns, pageCell{Class: classes(number, false, false), Text: name})
	}
	for i, row := range t.rows {
		var cells []pageCell
		for j, cell := range row {
			cells = append(cells, pageCell{classes(numbers[j], t.bad[cellAt{i, j}], len(cell) <= shortCell), out.Columns[j].Text, cell})
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// shortCell is the number of bytes up to which a cell stays on one line.
const shortCell = 24

func classes(number, bad, short bool) string {
	var names []string
	if number {
		names = append(names, "number")
	}
	if bad {
		names = append(names, "bad")
	}
	if short {
		names = append(names, "short")
	}
	return strings.Join(names, " ")
}
