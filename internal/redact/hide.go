package redact

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// covered replaces a secret.
const covered = "***"

// hide replaces all secrets in one pass, so that a short secret is not searched in the replacement of a
// longer one. It compares bytes: a secret need not be UTF-8.
func (e Endpoint) hide(text string) string {
	return e.hidePieces(hideAll(text, e.secrets))
}

// hideAll hides secrets in any letter case, because hexadecimal digits have two. If several begin at
// one place, it hides the longest.
func hideAll(text string, secrets []string) string {
	byFirst := map[byte][]string{}
	for _, s := range longestFirst(secrets) {
		byFirst[lower(s[0])] = append(byFirst[lower(s[0])], s)
	}
	var b strings.Builder
	for at := 0; at < len(text); {
		rest := text[at:]
		hit := slices.IndexFunc(byFirst[lower(rest[0])], func(s string) bool { return hasPrefixFold(rest, s) })
		if hit < 0 {
			b.WriteByte(text[at])
			at++
			continue
		}
		b.WriteString(covered)
		at += len(byFirst[lower(rest[0])][hit])
	}
	return b.String()
}

// longestFirst sorts by length and removes empty secrets.
func longestFirst(secrets []string) []string {
	list := slices.DeleteFunc(slices.Clone(secrets), func(s string) bool { return s == "" })
	sort.SliceStable(list, func(i, j int) bool { return len(list[i]) > len(list[j]) })
	return list
}

// lower returns the lower case form of an ASCII letter, and other bytes unchanged.
func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func hasPrefixFold(text, prefix string) bool {
	if len(text) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if lower(text[i]) != lower(prefix[i]) {
			return false
		}
	}
	return true
}

// lowered converts ASCII letters to lower case, and keeps the length.
func lowered(text string) string {
	b := []byte(text)
	for i, c := range b {
		b[i] = lower(c)
	}
	return string(b)
}

// addSpellings adds other programs' spellings of secrets that are not plain ASCII: the replacement
// character for invalid UTF-8, quoted text, and the other letter case.
func (e *Endpoint) addSpellings() {
	for _, s := range slices.Clone(e.secrets) {
		e.secrets = append(e.secrets, spellings(s)...)
	}
	for _, s := range slices.Clone(e.tokens) {
		e.tokens = append(e.tokens, spellings(s)...)
	}
}

func spellings(s string) []string {
	if isPlain(s) {
		return nil
	}
	quoted := func(text string) string { return text[1 : len(text)-1] }
	list := []string{
		string([]rune(s)), strings.ToValidUTF8(s, "�"), strings.ToValidUTF8(s, "?"), strings.ToValidUTF8(s, ""),
		quoted(strconv.Quote(s)), quoted(strconv.QuoteToASCII(s)), strings.ToLower(s), strings.ToUpper(s),
	}
	return slices.DeleteFunc(list, func(other string) bool { return other == s || len(other) < shortestValue })
}

// isPlain reports whether a text is ASCII that quoting does not change.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= utf8.RuneSelf-1 || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// shortestPiece is the length from which a part of a key is hidden.
const shortestPiece = 6

// hidePieces hides the first or last characters of a key, which a refusal may repeat.
func (e Endpoint) hidePieces(text string) string {
	low, hidden := lowered(text), make([]bool, len(text))
	for _, token := range e.tokens {
		token = lowered(token)
		for at := 0; at+shortestPiece <= len(low); at++ {
			if strings.Contains(token, low[at:at+shortestPiece]) {
				for i := range shortestPiece {
					hidden[at+i] = true
				}
			}
		}
	}
	return cover(text, hidden)
}

// cover replaces each run of hidden characters by one mark.
func cover(text string, hidden []bool) string {
	var b strings.Builder
	for i := range len(text) {
		switch {
		case !hidden[i]:
			b.WriteByte(text[i])
		case i == 0 || !hidden[i-1]:
			b.WriteString(covered)
		}
	}
	return b.String()
}
