package review

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// For the Vault, the zero address as an asset is the native token: a trade sends it with the call, the
// Vault wraps it, and the unused rest returns to the sender.

// usesCoin says that a trade pays or receives the native token.
func usesCoin(t trading) bool { return slices.Contains(assetsOf(t), common.Address{}) }

func assetsOf(t trading) []common.Address {
	switch d := t.(type) {
	case Swap:
		return []common.Address{d.In, d.Out}
	case BatchSwap:
		return d.Assets
	case Join:
		return d.Assets
	case Exit:
		return d.Assets
	}
	return nil
}

// paysCoin says that a call of a trusted Vault pays with the native token sent with the call.
func (k knownAddresses) paysCoin(c Call) bool {
	if k.kindOf(c) == "" || k.wrapped == (common.Address{}) {
		return false
	}
	switch d := c.does.(type) {
	case Swap:
		return d.In == (common.Address{})
	case BatchSwap:
		at := slices.Index(d.Assets, common.Address{})
		return at >= 0 && at < len(d.Limits) && d.Limits[at].Sign() > 0
	case Join:
		return usesCoin(d)
	}
	return false
}

// wrap replaces the native token in a BatchSwap by its wrapped token, which the Vault's events name.
func wrap(t trading, wrapped common.Address) trading {
	b, is := t.(BatchSwap)
	at := slices.Index(b.Assets, common.Address{})
	if !is || at < 0 || wrapped == (common.Address{}) || slices.Contains(b.Assets, wrapped) {
		return t
	}
	b.Assets = slices.Clone(b.Assets)
	b.Assets[at] = wrapped
	return b
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
