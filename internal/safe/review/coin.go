package review

import (
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
