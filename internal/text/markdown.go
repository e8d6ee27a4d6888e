package text

import (
	"html"
	"strings"
	"unicode"
)

// Markdown is text from outside that was not stripped yet, fit for Markdown.
func Markdown(words string) string { return EscapeMarkdown(Clean(words, LineWidth)) }

// EscapeMarkdown makes text stand for itself in a comment: who names a token must not
// mention people, link, or write tables and HTML there. Forges look for mentions and links
// in the result of Markdown, so a blank without width stands where escapes do not help.
func EscapeMarkdown(text string) string {
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
