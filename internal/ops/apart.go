package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/units"
)

// TellApart adds addresses to the symbols, for sentences, of tokens that one could take for another
// token, for BPT or for the native coin, and to symbols that hide something or are empty. Symbols of
// other tokens stay as they are.
func (s *Snapshot) TellApart() {
	for i := range s.Tokens {
		token := &s.Tokens[i]
		token.Symbol = apart(s, token.Address, token.Symbol)
	}
	for i := range s.Holdings {
		if held := &s.Holdings[i]; held.Token != s.Pool.Address {
			held.Symbol = apart(s, held.Token, held.Symbol)
		}
	}
}

func apart(s *Snapshot, token common.Address, symbol named.Symbol) named.Symbol {
	unclear := taken(s, symbol)
	for _, other := range s.Tokens {
		unclear = unclear || other.Address != token && named.Same(other.Symbol, symbol)
	}
	for _, other := range s.Holdings {
		unclear = unclear || other.Token != token && other.Token != s.Pool.Address && named.Same(other.Symbol, symbol)
	}
	if unclear && symbol.Bare() != "" {
		return symbol.At(token)
	}
	return named.Symbol(symbol.Bare()).Of(token)
}

func taken(s *Snapshot, symbol named.Symbol) bool {
	return named.Taken(symbol, s.Pool.Symbol, named.Coin(s.ChainID))
}

// AmbiguousError is a name that means several tokens, or a token and something else.
type AmbiguousError struct {
	Name   string
	Tokens []*Token
	Pool   common.Address // the pool, if the name means its own token too
}

func (e *AmbiguousError) Error() string {
	name, list := units.Clip(e.Name), addresses(e.Tokens)
	switch {
	case e.Pool != (common.Address{}):
		return fmt.Sprintf("%s is unclear: use %s for the token, or %s for the pool's BPT", name, list, e.Pool)
	case len(e.Tokens) == 1:
		return fmt.Sprintf("%s is unclear, because it is also the native coin: use the token's address %s", name, list)
	}
	return fmt.Sprintf("%d tokens are called %s: use the address, one of %s", len(e.Tokens), name, list)
}

// ambiguous returns an error if the name means more than the tokens that were found, or several.
func ambiguous(s *Snapshot, name string, found []*Token) error {
	if len(found) == 0 {
		return nil
	}
	e := &AmbiguousError{Name: name, Tokens: found}
	if named.Taken(named.Symbol(name), s.Pool.Symbol, "") {
		e.Pool = s.Pool.Address
	}
	if len(found) == 1 && !taken(s, found[0].Symbol) {
		return nil
	}
	return e
}
