package review

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safe/deed"
)

// paysCoin says that a call of a trusted Vault pays with the native token sent with the call.
func (k knownAddresses) paysCoin(c Call) bool {
	if k.kindOf(c) == "" || k.wrapped == (common.Address{}) {
		return false
	}
	switch d := c.does.(type) {
	case deed.Swap:
		return d.In == (common.Address{})
	case deed.BatchSwap:
		at := slices.Index(d.Assets, common.Address{})
		return at >= 0 && at < len(d.Limits) && d.Limits[at].Sign() > 0
	case deed.Join:
		return deed.UsesCoin(d)
	}
	return false
}

// withCoin gives the native token and its wrapped token the same price, if only one of them has a
// price.
func (p priceList) withCoin(wrapped common.Address) priceList {
	coin := common.Address{}
	if wrapped == coin {
		return p
	}
	same := func(token, in common.Address) {
		_, has := p[token]
		if _, end := p.of(in); !has && end != token && p.names(in) {
			p[token] = linkedPrice{big.NewRat(1, 1), in}
		}
	}
	same(coin, wrapped)
	same(wrapped, coin)
	return p
}

// names says that the list has a price of the token, or a price in it.
func (p priceList) names(token common.Address) bool {
	for of, link := range p {
		if of == token || link.in == token {
			return true
		}
	}
	return false
}
