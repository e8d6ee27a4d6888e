package text

import (
	"strconv"
	"strings"
	"unicode"
)

// Symbol is a token's symbol as people read it. Anybody chooses symbols: one that could be read
// as anything else, such as an amount of another token, stands in quotes.
func Symbol(symbol string) string { return SymbolIn(symbol, SymbolWidth) }

// SymbolIn is a symbol that is cut to a width in columns, its quotes not counted.
func SymbolIn(symbol string, width int) string {
	shown := Clean(symbol, width)
	if readsAsSymbol(shown) {
		return shown
	}
	return strconv.Quote(shown)
}

// readsAsSymbol says whether a symbol begins with a letter and goes on as symbols do: USDC.e,
// USD₮0, B-80BAL-20WETH. No number, percentage or time does. Nothing needs no quotes.
func readsAsSymbol(symbol string) bool {
	for i, r := range []rune(symbol) {
		inside := unicode.IsDigit(r) || unicode.Is(unicode.Sc, r) || strings.ContainsRune("-._+/…", r)
		if !unicode.IsLetter(r) && (i == 0 || !inside) {
			return false
		}
	}
	return true
}
