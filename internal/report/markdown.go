package report

import (
	"fmt"
	"html"
	"strings"

	"mpool/internal/text"
)

// Markdown is the report in Markdown, for the comment of a pull request.
type Markdown struct{ *View }

func (v Markdown) Text(p *text.Page) { p.WriteString(v.Report().shownTo(p.Reader()).Markdown()) }

func (r report) Markdown() string {
	var b strings.Builder
	var facts strings.Builder
	fmt.Fprintf(&facts, "**%s**\n\n", text.EscapeMarkdown(r.Verdict))
	if r.hint != "" {
		fmt.Fprintf(&facts, "hint: %s\n\n", text.EscapeMarkdown(r.hint))
	}
	for _, fact := range r.facts {
		fmt.Fprintf(&facts, "- %s: %s\n", fact[0], text.EscapeMarkdown(fact[1]))
	}
	r.overviewMarkdown(&facts)
	parts, left := r.partsMarkdown(mostMarkdown - facts.Len())
	cut := ""
	if left > 0 {
		cut = fmt.Sprintf(", cut: %s left out", text.Plural(left, "part"))
	}
	fmt.Fprintf(&b, "## %s mpool: %s%s\n\n%s", r.sign(), text.EscapeMarkdown(r.title), cut, facts.String())
	b.WriteString(strings.Join(parts, ""))
	if left > 0 {
		fmt.Fprintf(&b, "\n%s more, left out here: the comment would be too long. All is in the report of `--html`.\n", text.Plural(left, "part"))
	}
	return b.String()
}

// sign returns the symbol with which a comment begins.
func (k VerdictKind) sign() string {
	return map[VerdictKind]string{AsPredicted: "✅", Careful: "⚠️", refusedKind: "⛔", wrong: "❌"}[k]
}

// Limits in bytes: of the whole report, and of its parts. Forges refuse comments of more than 65,536
// characters.
const (
	mostMarkdown = 60_000
	mostOverview = 15_000
	mostPart     = 30_000
	mostNotes    = 10_000
)

// overviewMarkdown lists as many operations as fit. Those that need a look come first.
func (r report) overviewMarkdown(b *strings.Builder) {
	t := r.overview
	for n := len(t.rows); n > 0; n = n * 3 / 4 {
		t.rows = r.overview.rows[:n]
		var words strings.Builder
		t.markdown(&words, false)
		if words.Len() > mostOverview {
			continue
		}
		b.WriteString(words.String())
		if left := len(r.overview.rows) - n; left > 0 {
			looked := 0
			for row := n; row < len(r.overview.rows); row++ {
				if r.overview.bad[cellAt{row, 2}] || r.overview.bad[cellAt{row, 3}] {
					looked++
				}
			}
			fmt.Fprintf(b, "\n%s more, %d of them to be looked at.\n", text.Plural(left, "operation"), looked)
		}
		return
	}
}

// partsMarkdown returns the parts that fit, and the number of those that do not. Parts that need a look
// have priority, wherever they are.
func (r report) partsMarkdown(room int) (texts []string, left int) {
	texts = make([]string, len(r.parts))
	for rank := highest; rank >= 0; rank-- {
		for i, part := range r.parts {
			if part.sum.rank() != rank {
				continue
			}
			var text strings.Builder
			part.markdown(&text)
			if text.Len() > room {
				left++
				continue
			}
			texts[i] = text.String()
			room -= text.Len()
		}
	}
	return texts, left
}

func (p Part) markdown(b *strings.Builder) {
	fmt.Fprintf(b, "\n### %s\n\n", text.EscapeMarkdown(p.title))
	if p.source != "" {
		fmt.Fprintf(b, "from %s\n\n", text.EscapeMarkdown(p.source))
	}
	for i, note := range p.notes {
		if b.Len() > mostNotes {
			fmt.Fprintf(b, "- %s more, in the report of `--html`\n", text.Plural(len(p.notes)-i, "note"))
			break
		}
		first, more, _ := strings.Cut(note.Text, "\n")
		fmt.Fprintf(b, "- %s %s: %s\n", note.sign(), note.severity, text.EscapeMarkdown(first))
		for line := range strings.Lines(more) {
			fmt.Fprintf(b, "  - %s\n", text.EscapeMarkdown(strings.TrimSpace(line)))
		}
	}
	for _, table := range p.tables {
		var text strings.Builder
		table.markdown(&text, table.folded())
		if b.Len()+text.Len() > mostPart {
			fmt.Fprintf(b, "\n%s: too long for a comment; it is in the report of `--html`.\n", table.caption)
			continue
		}
		b.WriteString(text.String())
	}
}

// folded reports whether a table is collapsed. Changes, arguments of calls, and tables with a fault are
// not.
func (t Table) folded() bool {
	switch t.caption {
	case "calls", "later":
		return len(t.bad) == 0
	case "what users do next":
		for at := range t.bad {
			if at.column > 1 {
				return false
			}
		}
		return true
	}
	return false
}

func (t Table) markdown(b *strings.Builder, folded bool) {
	b.WriteString("\n")
	if !folded && t.caption != "" {
		fmt.Fprintf(b, "**%s**\n\n", html.EscapeString(t.caption))
	}
	if folded {
		fmt.Fprintf(b, "<details><summary>%s</summary>\n\n", html.EscapeString(t.caption))
	}
	var rule []string
	var names []string
	for _, column := range t.columns {
		name, number := strings.CutPrefix(column, ">")
		names = append(names, text.EscapeMarkdown(name))
		if number {
			rule = append(rule, "---:")
		} else {
			rule = append(rule, ":---")
		}
	}
	fmt.Fprintf(b, "| %s |\n| %s |\n", strings.Join(names, " | "), strings.Join(rule, " | "))
	for i, row := range t.rows {
		var cells []string
		for j, cell := range row {
			sign := ""
			if t.bad[cellAt{i, j}] {
				sign = "⚠️ "
			}
			cells = append(cells, sign+text.EscapeMarkdown(cell))
		}
		fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | "))
	}
	if folded {
		b.WriteString("\n</details>\n")
	}
}
