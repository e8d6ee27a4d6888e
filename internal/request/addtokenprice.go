package request

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/text"
)

// ofToken takes --price "TOKEN=2000 USDC" apart, the form that the commands about a Safe take. name is
// empty in the short form "2000 USDC".
func ofToken(words string) (name, price string) {
	name, price, found := strings.Cut(words, "=")
	if !found {
		return "", words
	}
	return strings.TrimSpace(name), strings.TrimSpace(price)
}

// namesAdded refuses the price of another token than the one that is added.
func namesAdded(name string, token common.Address, symbol named.Symbol) error {
	if name == "" || name == symbol.Bare() || common.IsHexAddress(name) && common.HexToAddress(name) == token {
		return nil
	}
	return failure.Usage("--price is of %s, but the token to add is %s", text.Quote(name), token.Hex())
}

// outsidePrice is the price that an operation was made with, in the form that the commands about a Safe
// take: TOKEN=1 USDC, with the full address of the added token. words are what add-token was given. It is
// empty for other operations, and for a price from a feed, which those commands read themselves.
func outsidePrice(op ops.Operation, words string) string {
	add, is := op.(tokenset.AddToken)
	if !is || words == "" || words == byFeed {
		return ""
	}
	_, price := ofToken(words)
	return add.Token.Hex() + "=" + price
}
