package ops

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// Target is one item of "WETH=30%,USDC=rest" as the user wrote it.
type Target struct {
	Token  string // a symbol or an address
	Weight Fixed
	Rest   bool // what the others leave
}

// ParseTargets reads "WETH=30%,USDC=30%,WBTC=rest".
func ParseTargets(text string) ([]Target, error) {
	if strings.TrimSpace(text) == "" {
		return nil, fmt.Errorf("missing weights: use WETH=30%%,USDC=30%%,WBTC=rest")
	}
	var targets []Target
	rests := 0
	for _, item := range strings.Split(text, ",") {
		target, err := parseTarget(strings.TrimSpace(item))
		if err != nil {
			return nil, err
		}
		if target.Rest {
			rests++
		}
		targets = append(targets, target)
	}
	if rests > 1 {
		return nil, fmt.Errorf("only one token can be \"rest\", but %d are", rests)
	}
	return targets, nil
}

func parseTarget(item string) (Target, error) {
	token, weight, ok := cutLast(item, "=")
	token, weight = strings.TrimSpace(token), strings.TrimSpace(weight)
	if !ok || token == "" {
		return Target{}, fmt.Errorf("invalid weight %q: use TOKEN=30%% or TOKEN=rest", clip(item))
	}
	if weight == "rest" {
		return Target{Token: token, Rest: true}, nil
	}
	value, err := ParsePercent(weight)
	if err != nil {
		return Target{}, fmt.Errorf("weight of %s: %w", clip(token), err)
	}
	return Target{Token: token, Weight: value}, nil
}

// cutLast splits at the last separator, since a symbol may hold one.
func cutLast(text, sep string) (before, after string, found bool) {
	i := strings.LastIndex(text, sep)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(sep):], true
}

// FindToken finds a token of the pool by address or symbol. A symbol that
// several tokens share is an error that lists their addresses.
func (s *Snapshot) FindToken(name string) (*Token, error) {
	if common.IsHexAddress(name) {
		return s.Token(common.HexToAddress(name))
	}
	var found []*Token
	for i := range s.Tokens {
		if s.Tokens[i].Symbol == name {
			found = append(found, &s.Tokens[i])
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return nil, fmt.Errorf("the pool has no token %s: its tokens are %s", clip(name), s.symbols())
	}
	return nil, fmt.Errorf("%d tokens are called %s: use the address, one of %s", len(found), clip(name), addresses(found))
}

// AllTokens are the pool's tokens, in the Vault's order.
func (s *Snapshot) AllTokens() []*Token {
	var tokens []*Token
	for i := range s.Tokens {
		tokens = append(tokens, &s.Tokens[i])
	}
	return tokens
}

// FindTokens finds tokens by address or symbol, none of them twice.
func (s *Snapshot) FindTokens(names []string) ([]*Token, error) {
	var tokens []*Token
	for _, name := range names {
		token, err := s.FindToken(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		if slices.Contains(tokens, token) {
			return nil, fmt.Errorf("%s is named twice", clip(name))
		}
		tokens = append(tokens, token)
	}
	return tokens, nil
}

func (s *Snapshot) symbols() string {
	var names []string
	for _, token := range s.Tokens {
		names = append(names, token.Symbol)
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

// ResolveTargets turns what the user wrote into one weight for each token of
// the pool, in the Vault's order. Every token must be named, or one "rest"
// must stand for the only one that is not; whether the contract accepts the
// weights is for the plan to say.
func (s *Snapshot) ResolveTargets(targets []Target) ([]TokenWeight, error) {
	named, err := s.nameTargets(targets)
	if err != nil {
		return nil, err
	}
	rest, err := remainder(targets)
	if err != nil {
		return nil, err
	}
	var weights []TokenWeight
	var missing []string
	for _, token := range s.Tokens {
		target, ok := named[token.Address]
		switch {
		case !ok:
			missing = append(missing, token.Symbol)
		case target.Rest:
			weights = append(weights, TokenWeight{token.Address, rest})
		default:
			weights = append(weights, TokenWeight{token.Address, target.Weight})
		}
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("missing weight for %s: list every token, or give one token \"rest\"", strings.Join(missing, ", "))
	}
	return weights, nil
}

func (s *Snapshot) nameTargets(targets []Target) (map[common.Address]Target, error) {
	named := make(map[common.Address]Target, len(targets))
	for _, target := range targets {
		token, err := s.FindToken(target.Token)
		if err != nil {
			return nil, err
		}
		if _, twice := named[token.Address]; twice {
			return nil, fmt.Errorf("%s is named twice", clip(target.Token))
		}
		named[token.Address] = target
	}
	return named, nil
}

// remainder is one less the weights that are given.
func remainder(targets []Target) (Fixed, error) {
	var sum uint256.Int
	rest := false
	for _, target := range targets {
		rest = rest || target.Rest
		if _, over := sum.AddOverflow(&sum, target.Weight.Int()); over {
			return Fixed{}, fmt.Errorf("the weights are too large")
		}
	}
	if !rest {
		return Fixed{}, nil
	}
	one := FixedOne()
	if sum.Cmp(one.Int()) >= 0 {
		return Fixed{}, fmt.Errorf("the weights sum to %s: nothing remains for \"rest\"", Fixed(sum).Percent())
	}
	return Fixed(*new(uint256.Int).Sub(one.Int(), &sum)), nil
}
