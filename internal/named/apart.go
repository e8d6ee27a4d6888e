package named

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// A symbol can carry a note for sentences behind this mark: a token's address, or own. The mark is not
// valid text, and the contracts' symbols are read without it.
const mark = "\xffmpool\xff"

// own is the note of a word that mpool says itself, such as BPT: it needs no quotes.
const own = "own"

// Own is one of mpool's own words in a place for symbols: BPT, or the name of a native coin.
func Own(word string) Symbol { return Symbol(word + mark + own) }

// Read is a symbol as a contract gives it.
func Read(text string) Symbol { return Symbol(strings.ReplaceAll(text, mark, "")) }

// Bare is the symbol alone, as the token's contract gives it: for data and for comparisons.
func (s Symbol) Bare() string {
	bare, _ := s.split()
	return bare
}

// At is the symbol of a token that another token could be taken for: sentences show its address.
func (s Symbol) At(token common.Address) Symbol { return Symbol(s.Bare() + mark + token.Hex()) }

// Of is a symbol as sentences have it: with the token's address if it does not show what it is, because it
// is empty or has characters that hide or reorder text.
func (s Symbol) Of(token common.Address) Symbol {
	if bare := s.Bare(); bare != "" && !hides(bare) {
		return s
	}
	return s.At(token)
}

// MarshalText leaves the note out of JSON and YAML.
func (s Symbol) MarshalText() ([]byte, error) { return []byte(s.Bare()), nil }

func (s Symbol) split() (bare, note string) {
	bare, note, _ = strings.Cut(string(s), mark)
	return bare, note
}

// Taken reports whether a symbol is a name that mpool gives to something else than a token: the pool's
// own token, or the chain's native coin.
func Taken(symbol, pool Symbol, coin string) bool {
	for _, name := range []string{"BPT", pool.Bare(), coin} {
		if name != "" && Same(symbol, Symbol(name)) {
			return true
		}
	}
	return false
}

// Same reports whether two symbols differ at most in the case of their letters.
func Same(a, b Symbol) bool { return strings.EqualFold(a.Bare(), b.Bare()) }

// Coin is the name of a chain's native coin.
func Coin(chain uint64) string {
	switch chain {
	case 56:
		return "BNB"
	case 100:
		return "xDAI"
	case 137:
		return "POL"
	case 252:
		return "FRAX"
	case 43114:
		return "AVAX"
	}
	return "ETH"
}
