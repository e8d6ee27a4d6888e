package ops

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/nearest"
	"mpool/internal/units"
)

// FindToken finds a token of the pool by address or symbol. If no symbol matches exactly, it
// ignores the case of the letters A to Z; it does not do so for other letters, because some of them
// look alike. If several tokens match, or if the name also means BPT or the native coin, the error lists
// the addresses.
func (s *Snapshot) FindToken(name string) (*Token, error) {
	if common.IsHexAddress(name) {
		return s.Token(common.HexToAddress(name))
	}
	found := called(s.Tokens, func(symbol string) bool { return symbol == name })
	if len(found) == 0 {
		found = called(s.Tokens, func(symbol string) bool { return lower(symbol) == lower(name) })
	}
	if err := ambiguous(s, name, found); err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, noToken(s.Tokens, name)
	}
	return found[0], nil
}

// called are the tokens whose symbol matches.
func called(tokens []Token, right func(symbol string) bool) []*Token {
	var found []*Token
	for i := range tokens {
		if right(tokens[i].Symbol.Bare()) {
			found = append(found, &tokens[i])
		}
	}
	return found
}

func noToken(tokens []Token, name string) error {
	var known []string
	for _, token := range tokens {
		known = append(known, token.Symbol.Bare())
	}
	if meant := nearest.Word(name, known); meant != "" {
		return fmt.Errorf("the pool has no token %s (did you mean %s?): its tokens are %s", units.Clip(name), units.Clip(meant), symbols(tokens))
	}
	return fmt.Errorf("the pool has no token %s: its tokens are %s", units.Clip(name), symbols(tokens))
}

// lower converts the letters A to Z to lower case and keeps all others.
func lower(text string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, text)
}

// AllTokens are the pool's tokens, in the Vault's order.
func (s *Snapshot) AllTokens() []*Token {
	var tokens []*Token
	for i := range s.Tokens {
		tokens = append(tokens, &s.Tokens[i])
	}
	return tokens
}

// FindTokens finds tokens by address or symbol. A token that is named twice is an error.
func (s *Snapshot) FindTokens(names []string) ([]*Token, error) {
	var tokens []*Token
	for _, name := range names {
		token, err := s.FindToken(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		if slices.Contains(tokens, token) {
			return nil, fmt.Errorf("%s is named twice", units.Clip(name))
		}
		tokens = append(tokens, token)
	}
	return tokens, nil
}

func symbols(tokens []Token) string {
	var names []string
	for _, token := range tokens {
		names = append(names, token.Symbol.String())
	}
	return strings.Join(names, ", ")
}

func addresses(tokens []*Token) string {
	var list []string
	for _, token := range tokens {
		list = append(list, token.Address.Hex())
	}
	return strings.Join(list, ", ")
}

// NameOfToken is a token's symbol, or BPT for the pool's own token.
func NameOfToken(s *Snapshot, token common.Address) string {
	if token == s.Pool.Address {
		return "BPT"
	}
	return s.SymbolOf(token)
}

// TokensOf are the addresses of the state's tokens, in order.
func TokensOf(state *Snapshot) []common.Address {
	list := make([]common.Address, len(state.Tokens))
	for i, token := range state.Tokens {
		list[i] = token.Address
	}
	return list
}

// SymbolOf is a token's symbol in a sentence; its address where the pool has no such token.
func (s *Snapshot) SymbolOf(address common.Address) string {
	if token, err := s.Token(address); err == nil {
		return token.Symbol.String()
	}
	return address.Hex()
}
