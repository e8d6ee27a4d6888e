package text

import (
	"html"
	"strings"
	"unicode"
)

// Markdown makes text from outside safe for a comment in Markdown.
func Markdown(words string) string { return EscapeMarkdown(Clean(words, LineWidth)) }

// EscapeMarkdown escapes text for a comment, so that the name of a token cannot mention people, link,
// or create tables and HTML. Forges look for mentions and links in the result of Markdown: where
// escapes do not help, it inserts a zero-width blank.
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
		case r == '$': // not a formula, in the way that forges document
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

// refers reports whether a forge may read two characters as the beginning of a mention, a reference or
// a link.
func refers(r, next rune) bool {
	word := unicode.IsLetter(next) || unicode.IsDigit(next) || next == '"' || next == '_'
	return word && strings.ContainsRune("@#!~%&^", r) || r == ':' && next == '/'
}

// pictures reports whether text begins like :rocket:, which forges show as an emoji. Two digits between
// colons are part of a time.
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
