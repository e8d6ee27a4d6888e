package request

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/feed"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// quotesOf returns the file's prices of a pool's tokens. It refuses a symbol of several tokens, and a
// token with two lines, because it is unclear which price is meant. It only warns of a line about
// another token, because a file may serve several pools.
func (o *outside) quotesOf(on *Target) (map[common.Address]feed.Quote, error) {
	found, strange := map[common.Address]feed.Quote{}, []string{}
	keys := slices.SortedFunc(maps.Keys(o.quotes), func(a, b string) int { return o.quotes[a].Line - o.quotes[b].Line })
	for _, key := range keys {
		quote, named := o.quotes[key], namedBy(on.Before, key)
		if err := o.notTokens(on.Before, key); err != nil {
			return nil, err
		}
		if len(named) == 0 {
			strange = append(strange, key)
			continue
		}
		other, twice := found[named[0].Address]
		switch {
		case len(named) > 1:
			return nil, o.wrong(quote, "several tokens of the pool have the symbol %s", text.Quote(key)).WithHint("use the tokens' addresses")
		case twice:
			return nil, o.wrong(quote, "%s already has a price in line %d", text.Symbol(named[0].Symbol), other.Line).WithHint("give each token one price")
		}
		found[named[0].Address] = quote
	}
	return found, o.missing(on, found, strange)
}

// missing refuses a token without a price. Otherwise it warns of lines about tokens that the pool does
// not have.
func (o *outside) missing(on *Target, found map[common.Address]feed.Quote, strange []string) error {
	for _, token := range on.Before.Tokens {
		if _, has := found[token.Address]; has {
			continue
		}
		f := failure.Usage("--prices: the file has no price of %s", text.Symbol(token.Symbol))
		if len(strange) > 0 {
			return f.WithHint("line %d of %s names %s: correct it, or add a line", o.quotes[strange[0]].Line, o.source.words, o.strange(strange[0], ", which "))
		}
		return f.WithHint("add a line for each token of the pool")
	}
	o.warnOf(on, strange)
	return nil
}

// warnOf warns of lines about tokens that the pool does not have.
func (o *outside) warnOf(on *Target, strange []string) {
	for _, key := range strange {
		on.UI.Warn("prices.unknown", "--prices: %s: line %d: %s, and mpool ignores its price", o.source.words, o.quotes[key].Line, o.strange(key, " "))
	}
}

// strange says that a key of the file is no token of the pool.
func (o *outside) strange(key, joint string) string {
	if o.hidden {
		return "a token that the pool does not have"
	}
	return text.Quote(key) + joint + "is not a token of the pool"
}

// timeOf returns the time of a price as messages show it.
func (o *outside) timeOf(quote feed.Quote) string {
	if o.hidden {
		return fmt.Sprintf("the time in line %d", quote.Line)
	}
	return quote.At.String()
}

// notTokens refuses the pool's own token and the native token as keys: a price of them is not used, or a
// token that has such a name could be meant.
func (o *outside) notTokens(pool *ops.Snapshot, key string) error {
	bpt := strings.EqualFold(key, "BPT") || key == pool.Pool.Symbol.Bare() || key == pool.Pool.Address.Hex()
	coin := network.ID(pool.ChainID).Coin()
	if !bpt && !strings.EqualFold(key, coin) {
		return nil
	}
	if len(namedBy(pool, key)) > 0 {
		return o.wrong(o.quotes[key], "%s could mean a token of the pool, or %s", text.Quote(key), otherMeaning(bpt)).WithHint("use the token's address")
	}
	if bpt {
		return o.wrong(o.quotes[key], "%s is the pool's own token: its value follows from the prices of the pool's tokens", text.Quote(key)).WithHint("remove the line")
	}
	return o.wrong(o.quotes[key], "%s is the native token, and not a token of the pool", text.Quote(key)).WithHint("name the wrapped token, such as W%s, or remove the line", coin)
}

func otherMeaning(bpt bool) string {
	if bpt {
		return "the pool's own token"
	}
	return "the native token"
}

// namedBy returns the tokens of a pool that a key of the file names. An address does not name a token by
// its symbol, even if a token has an address as its symbol.
func namedBy(pool *ops.Snapshot, key string) (tokens []ops.Token) {
	for _, t := range pool.Tokens {
		if t.Address.Hex() == key || t.Symbol.Bare() == key && !common.IsHexAddress(key) {
			tokens = append(tokens, t)
		}
	}
	return tokens
}

func (o *outside) wrong(quote feed.Quote, format string, args ...any) *failure.Failure {
	return failure.Usage("--prices: %s: line %d: "+format, append([]any{o.source.words, quote.Line}, args...)...)
}
