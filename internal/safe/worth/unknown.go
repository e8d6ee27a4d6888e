package worth

import (
	"errors"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/decode"
	"mpool/internal/failure"
	"mpool/internal/text"
)

// unknownSymbol is a symbol in --price that no token of the user's pools has.
type unknownSymbol string

func (s unknownSymbol) Error() string { return "no pool has a token " + text.Quote(string(s)) }

// HintAdded gives the error about an unknown symbol the flag with an address, if exactly one token of that
// symbol is added by the file that is read. Only the file says that the token has this address.
func HintAdded(err error, given []string, added map[common.Address]decode.Token) error {
	var symbol unknownSymbol
	var f *failure.Failure
	if !errors.As(err, &symbol) || !errors.As(err, &f) {
		return err
	}
	var found []common.Address
	for address, token := range added {
		if token.Symbol.Bare() == string(symbol) {
			found = append(found, address)
		}
	}
	for _, words := range given {
		if name, price, _ := strings.Cut(words, "="); strings.TrimSpace(name) == string(symbol) && len(found) == 1 {
			flag := text.ShellWord(found[0].Hex() + "=" + strings.TrimSpace(price))
			return f.WithHint("this file adds a token that calls itself %s: if its address is right, use --price %s", text.Quote(string(symbol)), flag)
		}
	}
	return f
}
