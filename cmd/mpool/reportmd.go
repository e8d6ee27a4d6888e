package main

import (
	"fmt"
	"html"
	"strings"
	"unicode"
)

// markdownView is the report as Markdown, for the comment of a pull request.
type markdownView struct{ *reportView }

func (v markdownView) text(p *page) { p.WriteString(v.report().markdown()) }

func (r report) markdown() string {
	var b strings.Builder
	sign := map[verdictKind]string{asPredicted: "✅", refusedKind: "⛔", wrong: "❌"}[r.verdictKind]
	fmt.Fprintf(&b, "## %s mpool: %s\n\n", sign, escapeMarkdown(r.title))
	fmt.Fprintf(&b, "**%s**\n\n", escapeMarkdown(r.verdict))
	if r.hint != "" {
		fmt.Fprintf(&b, "hint: %s\n\n", escapeMarkdown(r.hint))
	}
	for _, fact := range r.facts {
		fmt.Fprintf(&b, "- %s: %s\n", fact[0], escapeMarkdown(fact[1]))
	}
	for i, part := range r.parts {
		if b.Len() > mostMarkdown {
			fmt.Fprintf(&b, "\n%s more, left out here: the comment would be too long. All is in the report of `--html`.\n", plural(len(r.parts)-i, "part"))
			break
		}
		part.markdown(&b)
	}
	return b.String()
}

// mostMarkdown is about how many bytes a report may have. Forges take comments of
// 65,536 characters and refuse longer ones.
const mostMarkdown = 45_000

func (p reportPart) markdown(b *strings.Builder) {
	fmt.Fprintf(b, "\n### %s\n\n", escapeMarkdown(p.title))
	if p.source != "" {
		fmt.Fprintf(b, "from %s\n\n", escapeMarkdown(p.source))
	}
	for _, note := range p.notes {
		fmt.Fprintf(b, "- %s %s: %s\n", note.sign(), note.severity, escapeMarkdown(note.text))
	}
	for i, table := range p.tables {
		// What changes and what is wrong is seen at once, the rest on a click.
		folded := i > 0 && table.caption != "not as predicted"
		var text strings.Builder
		table.markdown(&text, folded)
		if b.Len()+text.Len() > mostMarkdown+10_000 {
			fmt.Fprintf(b, "\n%s: too long for a comment; it is in the report of `--html`.\n", table.caption)
			continue
		}
		b.WriteString(text.String())
	}
}

func (t reportTable) markdown(b *strings.Builder, folded bool) {
	b.WriteString("\n")
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
	for _, row := range t.rows {
		var cells []string
		for _, cell := range row {
			cells = append(cells, escapeMarkdown(cell))
		}
		fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | "))
	}
	if folded {
		b.WriteString("\n</details>\n")
	}
}

// mdText is text from outside that was not stripped yet, fit for Markdown.
func mdText(text string) string { return escapeMarkdown(clean(text, textWidth)) }

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
			return i > 0 && (i != 2 || !unicode.IsDigit(text[1]) || !unicode.IsDigit(text[2]))
		}
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_+-", r) {
			return false
		}
	}
	return false
}
