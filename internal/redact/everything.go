package redact

import (
	"strings"
)

// Everything hides secrets in a text of unknown content: those of the endpoints, the given ones, and
// everything that looks like one. It keeps only host and port of each address with a scheme, and no
// hexadecimal run as long as a key. It keeps lines and never panics.
func Everything(text string, endpoints []Endpoint, secrets []string) string {
	for _, e := range endpoints {
		text = e.hide(text)
	}
	var all []string
	for _, s := range secrets {
		all = append(append(all, s), spellings(s)...)
	}
	text = hideAll(text, all)
	return strings.ToValidUTF8(hideDigits(hideAddresses(text)), "�")
}

// longestShown is the number of hexadecimal digits of an address on the chain; a key has more.
const longestShown = 40

// hideDigits hides each run of more digits than an address has.
func hideDigits(text string) string {
	hidden := make([]bool, len(text))
	for from := 0; from < len(text); {
		to := from
		for to < len(text) && isDigit(lower(text[to])) {
			to++
		}
		for i := from; to-from > longestShown && i < to; i++ {
			hidden[i] = true
		}
		from = max(to, from+1)
	}
	return cover(text, hidden)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' }

// hideAddresses reduces scheme://user@host:port/path to scheme, host and port.
func hideAddresses(text string) string {
	const mark = "://"
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, mark)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		end := strings.IndexFunc(after, endsAddress)
		if end < 0 {
			end = len(after)
		}
		b.WriteString(mark + hostOf(after[:end]))
		text = after[end:]
	}
}

// endsAddress reports whether a character ends an address: a blank or a quote.
func endsAddress(r rune) bool { return r <= ' ' || strings.ContainsRune("\"'`<>", r) }

func hostOf(rest string) string {
	authority, behind := rest, ""
	if at := strings.IndexAny(rest, "/?#"); at >= 0 {
		authority, behind = rest[:at], covered
	}
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		return covered + "@" + authority[at+1:] + behind
	}
	// An @ after a slash: a password may contain a slash.
	if at := strings.LastIndexByte(rest, '@'); at >= 0 {
		return covered
	}
	return authority + behind
}
