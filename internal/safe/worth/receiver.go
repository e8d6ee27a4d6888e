package worth

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/effect"
	"mpool/internal/safe/deed"
)

// toReceiver says who gets what a trade pays out, if that is not the Safe.
func (b *Batch) toReceiver(call *Call) string {
	trade, is := call.Does.(deed.Trade)
	if !is || b.Safe == (common.Address{}) {
		return ""
	}
	return effect.ToWords(b.Safe, trade.Whose().Recipient)
}
