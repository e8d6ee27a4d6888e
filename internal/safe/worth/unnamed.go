package worth

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/text"
)

// noToken is the code of a symbol in --price that no token of the user's pools has.
const noToken = "price.token"

// UnnamedError says that no token of the user's pools has the symbol of --price. Flag is the whole value
// of the flag.
type UnnamedError struct {
	Symbol, Flag string
	cause        error
}

func (e *UnnamedError) Error() string { return e.cause.Error() }

func (e *UnnamedError) Unwrap() error { return e.cause }

// unnamed marks the error about a symbol that no pool has.
func unnamed(err error, symbol, flag string) error {
	return &UnnamedError{Symbol: symbol, Flag: flag, cause: err}
}

// OrOf gives the error about an unknown symbol a hint with the address, where exactly one token with that
// symbol is added by the file that is read: only the file says that it has this address.
func OrOf(err error, added map[common.Address]string) error {
	var no *UnnamedError
	var f *failure.Failure
	if !errors.As(err, &no) || !errors.As(err, &f) {
		return err
	}
	var found []common.Address
	for address, symbol := range added {
		if symbol == no.Symbol {
			found = append(found, address)
		}
	}
	if len(found) != 1 {
		return f
	}
	_, price, _ := strings.Cut(no.Flag, "=")
	flag := fmt.Sprintf("--price %s", text.ShellWord(found[0].Hex()+"="+strings.TrimSpace(price)))
	return f.WithHint("only this file says that %s is %s: compare the address, then use %s", text.Quote(no.Symbol), found[0], flag)
}
