package redact

import (
	"strings"
)

// Everything hides the secrets of the given endpoints, the given secrets, and everything
// that looks like one, in a text of unknown content: it keeps only host and port of each
// address with a scheme, and no hexadecimal run as long as a key. It keeps lines and never
// panics.
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

// longestShown is how many hexadecimal digits an address of the chain has: a key
// has more.
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

// hideAddresses keeps of scheme://user@host:port/path only scheme, host and port.
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

// endsAddress says whether an address ends before this: at a blank, or at what
// quotes it.
func endsAddress(r rune) bool { return r <= ' ' || strings.ContainsRune("\"'`<>", r) }

func hostOf(rest string) string {
	authority, behind := rest, ""
	if at := strings.IndexAny(rest, "/?#"); at >= 0 {
		authority, behind = rest[:at], covered
	}
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		return covered + "@" + authority[at+1:] + behind
	}
	// An @ behind a slash: a password may hold one.
	if at := strings.LastIndexByte(rest, '@'); at >= 0 {
		return covered
	}
	return authority + behind
}
