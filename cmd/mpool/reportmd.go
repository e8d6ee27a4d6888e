package main

import (
	"fmt"
	"html"
	"strings"
	"unicode"

	"mpool/internal/text"
)

// markdownView is the report as Markdown, for the comment of a pull request.
type markdownView struct{ *reportView }

func (v markdownView) Text(p *text.Page) { p.WriteString(v.report().markdown()) }

func (r report) markdown() string {
	var b strings.Builder
	sign := map[verdictKind]string{asPredicted: "✅", careful: "⚠️", refusedKind: "⛔", wrong: "❌"}[r.verdictKind]
	var facts strings.Builder
	fmt.Fprintf(&facts, "**%s**\n\n", escapeMarkdown(r.verdict))
	if r.hint != "" {
		fmt.Fprintf(&facts, "hint: %s\n\n", escapeMarkdown(r.hint))
	}
	for _, fact := range r.facts {
		fmt.Fprintf(&facts, "- %s: %s\n", fact[0], escapeMarkdown(fact[1]))
	}
	r.overviewMarkdown(&facts)
	parts, left := r.partsMarkdown(mostMarkdown - facts.Len())
	cut := ""
	if left > 0 {
		cut = fmt.Sprintf(", cut: %s left out", text.Plural(left, "part"))
	}
	fmt.Fprintf(&b, "## %s mpool: %s%s\n\n%s", sign, escapeMarkdown(r.title), cut, facts.String())
	b.WriteString(strings.Join(parts, ""))
	if left > 0 {
		fmt.Fprintf(&b, "\n%s more, left out here: the comment would be too long. All is in the report of `--html`.\n", text.Plural(left, "part"))
	}
	return b.String()
}

// Forges take comments of 65,536 characters and refuse longer ones. These are
// bytes: of a whole report, and of what one thing may take of it.
const (
	mostMarkdown = 60_000
	mostOverview = 15_000
	mostPart     = 30_000
	mostNotes    = 10_000
)

// overviewMarkdown has as many operations as there is room for. What wants to be
// looked at stands first.
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

// partsMarkdown is what there is room for, and how much there is not: parts that
// want to be looked at go before those that do not, wherever they stand.
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

func (p reportPart) markdown(b *strings.Builder) {
	fmt.Fprintf(b, "\n### %s\n\n", escapeMarkdown(p.title))
	if p.source != "" {
		fmt.Fprintf(b, "from %s\n\n", escapeMarkdown(p.source))
	}
	for i, note := range p.notes {
		if b.Len() > mostNotes {
			fmt.Fprintf(b, "- %s more, in the report of `--html`\n", text.Plural(len(p.notes)-i, "note"))
			break
		}
		fmt.Fprintf(b, "- %s %s: %s\n", note.sign(), note.severity, escapeMarkdown(note.text))
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

// folded says whether a table is seen on a click only: not what changes, what is
// called, and what is wrong.
func (t reportTable) folded() bool {
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

func (t reportTable) markdown(b *strings.Builder, folded bool) {
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
		names = append(names, escapeMarkdown(name))
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
			cells = append(cells, sign+escapeMarkdown(cell))
		}
		fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | "))
	}
	if folded {
		b.WriteString("\n</details>\n")
	}
}

// mdText is text from outside that was not stripped yet, fit for Markdown.
func mdText(words string) string { return escapeMarkdown(text.Clean(words, text.LineWidth)) }

// escapeMarkdown makes text stand for itself in a comment: whoever names a token
// must not mention people, link, or write tables and HTML there. Forges look for
// mentions and links in what Markdown became, so that a blank without width is
// put where escapes are of no use.
func escapeMarkdown(text string) string {
	var b strings.Builder
	runes := []rune(text)
	for i, r := range runes {
		var next rune
		if i+1 < len(runes) {
			next = runes[i+1]
		}
		switch {
		case r == '<' || r == '>' || r == '&':
			b.WriteString(html.EscapeString(string(r)))
		case r == '$': // no formula, as forges say that it is written
			b.WriteString("<span>$</span>")
		case r == '\n' || r == '\r':
			b.WriteByte(' ')
		case strings.ContainsRune("\\`*_{}[]|~", r), r == '#' && i == 0:
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
		if refers(r, next) || pictures(runes[i:]) || r == '.' && i >= 3 && strings.EqualFold(string(runes[i-3:i]), "www") {
			b.WriteRune('\u200b')
		}
	}
	return b.String()
}

// refers says whether a forge may take two characters for the beginning of a
// mention, of a reference or of a link.
func refers(r, next rune) bool {
	word := unicode.IsLetter(next) || unicode.IsDigit(next) || next == '"' || next == '_'
	return word && strings.ContainsRune("@#!~%&^", r) || r == ':' && next == '/'
}

// pictures says whether text begins as :rocket: does, of which forges make a small
// picture. Two digits are a part of a time.
func pictures(text []rune) bool {
	if text[0] != ':' {
		return false
	}
	for i, r := range text[1:] {
		if r == ':' {
			isTime := i > 1 && unicode.IsDigit(text[1]) && unicode.IsDigit(text[2]) && (i == 2 || !unicode.IsDigit(text[3]))
			return i > 0 && !isTime
		}
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_+-", r) {
			return false
		}
	}
	return false
}
