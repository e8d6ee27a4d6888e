package text

import "mpool/internal/named"

// Symbol is a token's symbol as tables have it: in quotes where it could be read as anything
// else, and short.
func Symbol(symbol named.Symbol) string { return symbol.In(SymbolWidth) }

// SymbolIn is a symbol that is cut to a width in columns, its quotes not counted.
func SymbolIn(symbol named.Symbol, width int) string { return symbol.In(width) }
