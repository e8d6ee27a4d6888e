package worth

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Prices maps a token to the price of one whole token, in whole tokens of another.
type Prices map[common.Address]linkedPrice

type linkedPrice struct {
	value *big.Rat
	in    common.Address
}

// ReadPrices reads --price "WETH=2000 USDC". A symbol always means the token of a trusted pool, never
// a stranger's token with the same symbol. A pool without BPT is new, and proves nothing about its tokens:
// they need their addresses.
func ReadPrices(given []string, pools []*ops.Snapshot, on network.ID) (Prices, error) {
	list := Prices{}
	for _, words := range given {
		name, price, err := readPrice(words)
		if err != nil {
			return nil, err
		}
		token, err := pricedToken(name, pools, on)
		if err != nil {
			return nil, err
		}
		in, err := pricedToken(price.Of, pools, on)
		if err != nil {
			return nil, err
		}
		if _, twice := list[token]; twice || token == in {
			return nil, failure.Usage("--price %s: give one price per token, in another token", text.Quote(words))
		}
		list[token] = linkedPrice{new(big.Rat).SetFrac(price.Value.Int().ToBig(), units.FixedOne().Int().ToBig()), in}
	}
	return list, nil
}

// Addresses are the tokens that --price names by their addresses.
func Addresses(given []string) (list []common.Address) {
	for _, words := range given {
		name, price, err := readPrice(words)
		for _, word := range []string{name, price.Of} {
			if address, bad := parse.Address(word); err == nil && bad == nil && strings.HasPrefix(word, "0x") {
				list = append(list, address)
			}
		}
	}
	return list
}

// readPrice takes --price TOKEN=NUMBER TOKEN apart. What is wrong with it is said with a whole value to
// give instead.
func readPrice(words string) (name string, price units.Price, err error) {
	name, rest, found := strings.Cut(words, "=")
	name = strings.TrimSpace(name)
	if !found {
		example := "WETH=2000 USDC"
		if _, err := units.ParsePrice(words); err == nil {
			example = "TOKEN=" + words
		}
		return name, price, failure.Usage("invalid --price %s: use %q, with the token's address or its symbol in your pools", text.Quote(words), example)
	}
	if price, err = units.ParsePrice(rest); err == nil {
		return name, price, nil
	}
	unit := "USDC"
	if name == unit {
		unit = "WETH"
	}
	if _, bare := units.ParsePrice(rest + " " + unit); bare == nil {
		return name, price, failure.Usage("--price %s has no unit: use %s, with a token of the pool", text.Quote(words), text.Quote(name+"="+strings.TrimSpace(rest)+" "+unit))
	}
	return name, price, failure.Usage("--price: %s", err).Because(err)
}

// pricedToken finds a token of a trusted pool by its symbol, any token by its address, and the native
// token by its name.
func pricedToken(words string, pools []*ops.Snapshot, on network.ID) (common.Address, error) {
	if strings.HasPrefix(words, "0x") {
		address, err := parse.Address(words)
		if err != nil {
			return address, failure.Usage("--price: %s", err)
		}
		return address, nil
	}
	var found []common.Address
	for _, pool := range pools {
		if pool.Supply.Actual.Raw.IsZero() {
			continue
		}
		for _, token := range pool.Tokens {
			if token.Symbol.Bare() == words && !slices.Contains(found, token.Address) {
				found = append(found, token.Address)
			}
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) == 0 && words == on.Coin():
		return common.Address{}, nil
	}
	f := failure.Usage("--price: %s tokens of your pools are named %s", count(len(found)), text.Quote(words)).WithHint("use the token's address")
	if len(found) == 0 {
		f = f.Because(unknownSymbol(words))
	}
	return common.Address{}, f
}

func count(n int) string {
	if n == 0 {
		return "no"
	}
	return strconv.Itoa(n)
}

// of is the worth of one whole token, in the token at the end of its chain of prices.
func (p Prices) of(token common.Address) (*big.Rat, common.Address) {
	worth, at := new(big.Rat).SetInt64(1), token
	for range len(p) {
		link, is := p[at]
		if !is {
			break
		}
		worth, at = new(big.Rat).Mul(worth, link.value), link.in
	}
	return worth, at
}

// unit is the token at the end of all chains of prices; false if they end in different tokens, or in a
// circle.
func (p Prices) unit() (common.Address, bool) {
	var end common.Address
	first := true
	for token := range p {
		_, at := p.of(token)
		if _, circle := p[at]; circle || !first && at != end {
			return end, false
		}
		end, first = at, false
	}
	return end, !first
}

// withCoin gives the native token and its wrapped token the same price, if only one of them has a
// price.
func (p Prices) withCoin(wrapped common.Address) Prices {
	coin := common.Address{}
	if wrapped == coin {
		return p
	}
	same := func(token, in common.Address) {
		_, has := p[token]
		if _, end := p.of(in); !has && end != token && p.Names(in) {
			p[token] = linkedPrice{big.NewRat(1, 1), in}
		}
	}
	same(coin, wrapped)
	same(wrapped, coin)
	return p
}

// Names says that the list has a price of the token, or a price in it.
func (p Prices) Names(token common.Address) bool {
	for of, link := range p {
		if of == token || link.in == token {
			return true
		}
	}
	return false
}
