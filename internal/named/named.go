// Package named is about the names that anybody may choose for a token or a pool, and how a
// sentence can have them in it without being read as something else.
package named

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// Symbol is a token's symbol as its contract gives it: hostile text. In a sentence it is
// String, because fmt asks for that; data (JSON, CSV) has it as it is.
type Symbol string

// SymbolWidth is how many columns a symbol has in a sentence.
const SymbolWidth = 24

// String is the symbol as people read it: one that could be read as anything else, such as
// an amount of another token, stands in quotes.
func (s Symbol) String() string { return s.In(SymbolWidth) }

// In is the symbol, cut to a width in columns. Its quotes and its address do not count.
func (s Symbol) In(width int) string {
	shown := s.Alone(width)
	if _, note := s.split(); strings.HasPrefix(note, "0x") {
		shown += " (" + note[:6] + "…" + note[len(note)-4:] + ")"
	}
	return shown
}

// Alone is In without the address, for a sentence that has the whole address itself. Characters that would
// hide or reorder text are shown by their codes.
func (s Symbol) Alone(width int) string {
	bare, note := s.split()
	shown := Clean(bare, width)
	switch {
	case note == own || bare == "" && note == "":
		return shown
	case hides(bare):
		return codes(bare, width)
	case bare == "" || !readsAsSymbol(shown):
		return strconv.Quote(shown)
	}
	return shown
}

// Exact is the symbol in full: two symbols that differ are never written alike.
func (s Symbol) Exact() string {
	bare := s.Bare()
	if readsAsSymbol(bare) && Clean(bare, len(bare)) == bare {
		return bare
	}
	return strconv.Quote(bare)
}

// Word is the symbol for a command that can be pasted into a shell. It is the address of a token
// that has one in sentences. "TOKEN" stands for a symbol that a shell or mpool would read as
// something else.
func (s Symbol) Word() string {
	shown, note := s.split()
	if strings.HasPrefix(note, "0x") {
		return note
	}
	if shown != "" && readsAsSymbol(shown) && strings.IndexFunc(shown, unplain) < 0 {
		return shown
	}
	return "TOKEN"
}

func unplain(r rune) bool { return r > unicode.MaxASCII || r == '$' }

// readsAsSymbol reports whether a symbol begins with a letter and continues as symbols do: USDC.e,
// USD₮0, B-80BAL-20WETH. No number, percentage or time does, no word of mpool, and no letter outside
// A to Z, which may look like one of them. An empty symbol needs no quotes.
func readsAsSymbol(symbol string) bool {
	if reserved(symbol) || strings.IndexFunc(symbol, foreign) >= 0 {
		return false
	}
	for i, r := range []rune(symbol) {
		inside := unicode.IsDigit(r) || unicode.Is(unicode.Sc, r) || strings.ContainsRune("-._+/…", r)
		if !unicode.IsLetter(r) && (i == 0 || !inside) {
			return false
		}
	}
	return true
}

func foreign(r rune) bool { return r > unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// reserved reports whether a symbol is a word with a meaning in mpool's sentences.
func reserved(symbol string) bool {
	return slices.Contains([]string{"all", "bpt", "eth", "none", "nothing", "now", "raw", "refused", "rest", "utc"}, strings.ToLower(symbol))
}

// Clean makes text from the chain safe to print: anyone can choose names and symbols. It drops escape
// sequences, control characters, and invisible characters that reorder or hide text. It cuts the text
// to a width in columns.
func Clean(text string, width int) string {
	if len(text) > mostRead {
		text = text[:mostRead]
	}
	text = strings.Map(visible, ansi.Strip(strings.ToValidUTF8(text, "\uFFFD")))
	return ansi.Truncate(text, width, "…")
}

// visible keeps a character, replaces it by a space, or drops it (-1). The class Cf holds the
// bidirectional marks and the zero-width characters. XML does not accept noncharacters such as U+FFFF.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs, unicode.Noncharacter_Code_Point):
		return -1
	case unicode.In(r, unicode.Mn, unicode.Me), r == '\u115F', r == '\u1160', r == '\u3164', r == '\uFFA0':
		return -1 // stacked accents, and blanks that count as letters
	}
	return r
}

// Pool is a pool's name as its contract gives it: hostile text. In a sentence it is String.
type Pool string

// PoolWidth is how many columns a pool's name has in a sentence.
const PoolWidth = 40

// String is the name as people read it: one that could be read as a part of the sentence,
// such as "Fund: OK to sign" or "5,000 USDC", stands in quotes.
func (p Pool) String() string { return p.In(PoolWidth) }

// In is the name, cut to a width in columns, its quotes not counted.
func (p Pool) In(width int) string {
	shown := Clean(string(p), width)
	if hides(string(p)) {
		return codes(string(p), width)
	}
	if readsAsName(shown) {
		return shown
	}
	return strconv.Quote(shown)
}

// Quoted is the name in quotes, also if it could stand without them.
func (p Pool) Quoted() string {
	if hides(string(p)) {
		return codes(string(p), PoolWidth)
	}
	return strconv.Quote(Clean(string(p), PoolWidth))
}

// Like reports whether two names look alike: they differ at most in what Clean drops and in the case of
// their letters.
func (p Pool) Like(other Pool) bool {
	seen := func(name Pool) string { return strings.Join(strings.Fields(Clean(string(name), mostRead)), " ") }
	return strings.EqualFold(seen(p), seen(other))
}

// Exact is the name in full: two names that differ are never written alike.
func (p Pool) Exact() string {
	if readsAsName(string(p)) && Clean(string(p), len(p)) == string(p) {
		return string(p)
	}
	return strconv.Quote(string(p))
}

// readsAsName says whether a name has nothing but words: letters, digits and what joins
// them, as 80BAL-20WETH and Ann's Fund. No number, amount or address does.
func readsAsName(name string) bool {
	first, _, _ := strings.Cut(name, " ")
	if strings.HasPrefix(name, "0x") || name != "" && strings.IndexFunc(first, unicode.IsLetter) < 0 {
		return false
	}
	for i, r := range []rune(name) {
		joins := i > 0 && strings.ContainsRune(" -._+/&'…", r)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Sc, r) && !joins {
			return false
		}
	}
	return true
}
