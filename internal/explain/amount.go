package explain

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/decode"
	"mpool/internal/named"
	"mpool/internal/text"
	"mpool/internal/units"
)

// AmountText is an amount of a token, or of the native token, with its symbol. It adds the address if
// another token has the same symbol.
func AmountText(book decode.Book, token common.Address, raw uint256.Int) string {
	if token == (common.Address{}) {
		return fmt.Sprintf("%s of the native token", units.Wei(raw))
	}
	known, is := book.Tokens[token]
	if !is {
		return fmt.Sprintf("%s base units of the token %s", raw.Dec(), token)
	}
	for other, of := range book.Tokens {
		if other != token && of.Symbol.Bare() == known.Symbol.Bare() {
			return fmt.Sprintf("%s %s (%s)", units.Amount{Raw: raw, Decimals: known.Decimals}, named.Symbol(known.Symbol.Bare()).Of(token).Alone(text.SymbolWidth), token)
		}
	}
	return fmt.Sprintf("%s %s", units.Amount{Raw: raw, Decimals: known.Decimals}, text.Symbol(known.Symbol.Of(token)))
}

// TokenName is the symbol of a token with its address, or the address alone if the token is unknown.
func TokenName(book decode.Book, a common.Address) string {
	if a == (common.Address{}) {
		return "the native token"
	}
	if known, is := book.Tokens[a]; is {
		return known.Symbol.Of(a).Alone(text.SymbolWidth) + " (" + a.Hex() + ")"
	}
	return a.Hex()
}
