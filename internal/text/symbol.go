package text

import (
	"strconv"
	"strings"
	"unicode"
)

// Symbol formats a token's symbol. Anyone can choose symbols: one that could be read as something else,
// such as an amount of another token, is quoted.
func Symbol(symbol string) string { return SymbolIn(symbol, SymbolWidth) }

// SymbolIn is Symbol with a width in columns, not counting the quotes.
func SymbolIn(symbol string, width int) string {
	shown := Clean(symbol, width)
	if readsAsSymbol(shown) {
		return shown
	}
	return strconv.Quote(shown)
}

// readsAsSymbol reports whether a symbol begins with a letter and continues as symbols do: USDC.e,
// USD₮0, B-80BAL-20WETH. No number, percentage or time does. An empty symbol needs no quotes.
func readsAsSymbol(symbol string) bool {
	for i, r := range []rune(symbol) {
		inside := unicode.IsDigit(r) || unicode.Is(unicode.Sc, r) || strings.ContainsRune("-._+/…", r)
		if !unicode.IsLetter(r) && (i == 0 || !inside) {
			return false
		}
	}
	return true
}
