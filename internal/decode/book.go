package decode

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Book is what is known of the addresses in calldata and events. The zero value
// knows nothing: words are found all the same for weights, fees and times.
type Book struct {
	Tokens map[common.Address]Token  // by address, BPT among them
	Names  map[common.Address]string // of contracts and accounts: "the Vault", "the pool's owner"
	// PoolTokens are the tokens of the pool that is looked at, in the Vault's
	// order without BPT, for events that list values and not their tokens.
	PoolTokens []common.Address
}

// Token is what a token answers about itself.
type Token struct {
	Symbol   named.Symbol // hostile text: strip before printing
	Decimals uint8
}

// NewBook knows a pool's accounts and tokens. A nil pool gives an empty book.
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
	b.Tokens[pool.Pool.Address] = Token{"BPT", 18}
	return b
}

// Name is what an address is called, or "".
func (b Book) Name(address common.Address) string {
	switch {
	case b.Names[address] != "":
		return b.Names[address]
	case address == common.Address{}:
		return "the zero address"
	}
	if symbol := b.Tokens[address].Symbol; symbol != "" {
		return "token " + symbol.String() // whatever it calls itself, such as "the Vault"
	}
	return ""
}

// label is how a list's item is named that belongs to a token: by its symbol,
// or by its address where another token calls itself the same.
func (b Book) label(address common.Address) string {
	symbol, same := b.Tokens[address].Symbol, 0
	for _, token := range b.Tokens {
		if token.Symbol == symbol {
			same++
		}
	}
	if symbol == "" || same > 1 {
		return address.Hex()
	}
	return symbol.String()
}

// amount is a quantity in whole tokens, exact, or "" where the token's decimals
// are not known.
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

// amountOfBPT is a quantity of BPT, which have 18 decimals.
func amountOfBPT(v Value) string {
	var pool common.Address
	return Book{Tokens: map[common.Address]Token{pool: {"BPT", 18}}}.amount(v, pool)
}

// price is what a whole token costs in BPT. The contract's unscaled price counts
// the token's smallest units as if every token had 18 decimals.
func (b Book) price(v Value, token common.Address) string {
	known, found := b.Tokens[token]
	raw, negative := magnitude(v)
	if !found || raw == nil || negative || known.Decimals > 18 {
		return ""
	}
	return fmt.Sprintf("%s BPT for 1 %s", units.Amount{Raw: *raw, Decimals: 36 - known.Decimals}, known.Symbol)
}
