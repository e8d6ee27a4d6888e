package deed

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// For the Vault, the zero address as an asset is the native token: a trade sends it with the call, the
// Vault wraps it, and the unused rest returns to the sender.

// UsesCoin says that a trade pays or receives the native token.
func UsesCoin(t Trade) bool { return slices.Contains(assetsOf(t), common.Address{}) }

func assetsOf(t Trade) []common.Address {
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

// Wrap replaces the native token in a BatchSwap by its wrapped token, which the Vault's events name.
func Wrap(t Trade, wrapped common.Address) Trade {
	b, is := t.(BatchSwap)
	at := slices.Index(b.Assets, common.Address{})
	if !is || at < 0 || wrapped == (common.Address{}) || slices.Contains(b.Assets, wrapped) {
		return t
	}
	b.Assets = slices.Clone(b.Assets)
	b.Assets[at] = wrapped
	return b
}
