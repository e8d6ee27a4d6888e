package text

import "mpool/internal/named"

// Symbol is a token's symbol as tables have it: in quotes where it could be read as anything
// else, and short.
func Symbol(symbol named.Symbol) string { return symbol.In(SymbolWidth) }

// SymbolIn is Symbol with a width in columns, not counting the quotes.
func SymbolIn(symbol named.Symbol, width int) string { return symbol.In(width) }
