package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"strings"

	"mpool/internal/chart"
)

//go:embed report.css
var reportStyle string

// HTML is the report as one page that needs nothing else: no script, no picture,
// no style from elsewhere, and the browser is told to load none. Everything from
// the chain goes through html.EscapeString.
func (r report) HTML() string {
	var b strings.Builder
	hash := sha256.Sum256([]byte(reportStyle))
	b.WriteString("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	fmt.Fprintf(&b, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n",
		base64.StdEncoding.EncodeToString(hash[:]))
	b.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
	fmt.Fprintf(&b, "<title>mpool: %s</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n", html.EscapeString(r.title), reportStyle)
	kind := map[VerdictKind]string{AsPredicted: "good", Careful: "careful", refusedKind: "refused", wrong: "wrong"}[r.VerdictKind]
	fmt.Fprintf(&b, "<h1>%s</h1>\n<p class=\"verdict %s\">%s</p>\n", html.EscapeString(r.title), kind, html.EscapeString(r.Verdict))
	if r.hint != "" {
		fmt.Fprintf(&b, "<p>hint: %s</p>\n", html.EscapeString(r.hint))
	}
	b.WriteString("<dl>\n")
	for _, fact := range r.facts {
		fmt.Fprintf(&b, "<dt>%s</dt><dd>%s</dd>\n", html.EscapeString(fact[0]), html.EscapeString(fact[1]))
	}
	b.WriteString("</dl>\n")
	if len(r.overview.rows) > 0 {
		r.overview.html(&b)
	}
	for _, part := range r.parts {
		part.html(&b)
	}
	b.WriteString("</main>\n</body>\n</html>\n")
	return b.String()
}

func (p Part) html(b *strings.Builder) {
	fmt.Fprintf(b, "<section>\n<h2>%s</h2>\n", html.EscapeString(p.title))
	if p.source != "" {
		fmt.Fprintf(b, "<p class=\"source\">from %s</p>\n", html.EscapeString(p.source))
	}
	for _, note := range p.notes {
		fmt.Fprintf(b, "<p class=\"note %s\"><strong>%s</strong> %s</p>\n", html.EscapeString(string(note.severity)), html.EscapeString(string(note.severity)), html.EscapeString(note.Text))
	}
	for _, c := range p.charts {
		fmt.Fprintf(b, "<figure>\n%s</figure>\n", chart.SVG([]chart.Chart{c}))
	}
	for _, table := range p.tables {
		table.html(b)
	}
	b.WriteString("</section>\n")
}

// html writes the table into a box of its own, which scrolls where it does not fit.
// On a phone its rows are cards, in which each cell says of which column it is.
func (t Table) html(b *strings.Builder) {
	b.WriteString("<div class=\"table\" tabindex=\"0\">\n<table>\n")
	if t.caption != "" {
		fmt.Fprintf(b, "<caption>%s</caption>\n", html.EscapeString(t.caption))
	}
	b.WriteString("<thead><tr>")
	numbers, names := make([]bool, len(t.columns)), make([]string, len(t.columns))
	for i, column := range t.columns {
		names[i], numbers[i] = strings.CutPrefix(column, ">")
		fmt.Fprintf(b, "<th%s>%s</th>", classes(numbers[i], false, false), html.EscapeString(names[i]))
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for i, row := range t.rows {
		b.WriteString("<tr>")
		for j, cell := range row {
			fmt.Fprintf(b, "<td%s data-of=\"%s\">%s</td>", classes(numbers[j], t.bad[cellAt{i, j}], len(cell) <= shortCell), html.EscapeString(names[j]), html.EscapeString(cell))
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>\n</div>\n")
}

// shortCell is how many bytes of text are kept in one line.
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
	if names == nil {
		return ""
	}
	return ` class="` + strings.Join(names, " ") + `"`
}
