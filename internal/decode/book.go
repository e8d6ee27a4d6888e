package decode

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Book holds the names of addresses in calldata and events. The zero value has none: weights, fees and
// times are explained without it.
type Book struct {
	Tokens map[common.Address]Token  // by address, including BPT
	Names  map[common.Address]string // names of contracts and accounts: "the Vault", "the pool's owner"
	// PoolTokens are the pool's tokens in the Vault's order without BPT, for events that list values
	// without tokens.
	PoolTokens []common.Address
}

// Token is a token's own answers.
type Token struct {
	Symbol   named.Symbol // hostile text: clean it before printing
	Decimals uint8
}

// NewBook returns the names of a pool's accounts and tokens. A nil pool gives an empty book.
func NewBook(pool *ops.Snapshot) Book {
	b := Book{Tokens: map[common.Address]Token{}, Names: map[common.Address]string{}}
	if pool == nil {
		return b
	}
	for _, token := range pool.Tokens {
		b.PoolTokens = append(b.PoolTokens, token.Address)
		b.Tokens[token.Address] = Token{token.Symbol, token.Decimals}
		if token.AssetManager != (common.Address{}) {
			b.Names[token.AssetManager] = "an asset manager"
		}
	}
	b.Names[pool.Pool.Owner] = "the owner"
	b.Names[pool.Pool.Vault] = "the Vault"
	b.Names[pool.Pool.Address] = "the pool"
	b.Tokens[pool.Pool.Address] = Token{named.Own("BPT"), 18}
	return b
}

// Name returns the name of an address, or "".
func (b Book) Name(address common.Address) string {
	switch {
	case b.Names[address] != "":
		return b.Names[address]
	case address == common.Address{}:
		return "the zero address"
	}
	if symbol := b.Tokens[address].Symbol; symbol.Bare() != "" {
		return "token " + symbol.String() // the prefix is there in case the symbol is a name such as "the Vault"
	}
	return ""
}

// label returns the name of an item of a list: the token's symbol, or its address if another token has
// the same symbol.
func (b Book) label(address common.Address) string {
	symbol, same := b.Tokens[address].Symbol, 0
	for _, token := range b.Tokens {
		if token.Symbol.Bare() == symbol.Bare() {
			same++
		}
	}
	if symbol.Bare() == "" || same > 1 {
		return address.Hex()
	}
	return symbol.String()
}

// amount returns the exact quantity in whole tokens, or "" if the token's decimals are unknown.
func (b Book) amount(v Value, token common.Address) string {
	known, found := b.Tokens[token]
	raw, negative := magnitude(v)
	if !found || raw == nil {
		return ""
	}
	sign := ""
	if negative {
		sign = "-"
	}
	return fmt.Sprintf("%s%s %s", sign, units.Amount{Raw: *raw, Decimals: known.Decimals}, known.Symbol)
}

// amountOfBPT returns a quantity of BPT, which has 18 decimals.
func amountOfBPT(v Value) string {
	var pool common.Address
	return Book{Tokens: map[common.Address]Token{pool: {named.Own("BPT"), 18}}}.amount(v, pool)
}

// price returns the price of a whole token in BPT. The contract's unscaled price treats every token as
// if it had 18 decimals.
func (b Book) price(v Value, token common.Address) string {
	known, found := b.Tokens[token]
	raw, negative := magnitude(v)
	if !found || raw == nil || negative || known.Decimals > 18 {
		return ""
	}
	return fmt.Sprintf("%s BPT for 1 %s", units.Amount{Raw: *raw, Decimals: 36 - known.Decimals}, known.Symbol)
}
