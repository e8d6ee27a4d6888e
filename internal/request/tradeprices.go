package request

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/text"
	"mpool/internal/units"
)

// tradePrices are the --price flags by which the commands about a Safe judge a trade, with PRICE in place
// of each number: of the two tokens of a swap, and of all the pool's tokens if BPT are paid or received.
func tradePrices(op ops.Operation, pool *ops.Snapshot) []string {
	var tokens []ops.Token
	switch op := op.(type) {
	case trade.Swap:
		in, paid := pool.Token(op.In)
		out, got := pool.Token(op.Out)
		if tokens = pool.Tokens; paid == nil && got == nil {
			tokens = []ops.Token{*in, *out}
		}
	case trade.Join, trade.Exit:
		tokens = pool.Tokens
	}
	var flags []string
	unit := cheapest(tokens)
	for i, token := range tokens {
		if i != unit {
			flags = append(flags, "--price", text.ShellWord(priceName(token, pool)+"=PRICE "+priceName(tokens[unit], pool)))
		}
	}
	return flags
}

// cheapest is the token of which one is worth least by the pool's balances: prices in it are easy to read.
func cheapest(tokens []ops.Token) (at int) {
	most := new(big.Rat)
	for i, token := range tokens {
		if token.Weight == (units.Fixed{}) {
			continue
		}
		balance := token.Balance()
		worth := new(big.Rat).SetFrac(balance.Raw.ToBig(), new(big.Int).Mul(units.Pow10(token.Decimals), token.Weight.Int().ToBig()))
		if worth.Cmp(most) > 0 {
			at, most = i, worth
		}
	}
	return at
}

// priceName is the symbol of a token, or its address if the symbol is not safe to paste or not the only one.
func priceName(token ops.Token, pool *ops.Snapshot) string {
	for _, other := range pool.Tokens {
		if other.Address != token.Address && named.Same(other.Symbol, token.Symbol) {
			return token.Address.Hex()
		}
	}
	if word := token.Symbol.Word(); word == token.Symbol.Bare() && !common.IsHexAddress(word) {
		return word
	}
	return token.Address.Hex()
}
