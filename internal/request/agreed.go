package request

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/text"
)

// Agreed are the flags that the commands about a Safe need, and that the author of a plan has agreed to by
// making it: the price of a token that it adds, or that the pool's reported balances are right. price is
// what add-token was given.
func Agreed(op ops.Operation, pool common.Address, price string) []string {
	if report, is := op.(ops.ManageBalance); is && report.Way == ops.UpdateBalance {
		return []string{"--accept-report", pool.Hex()}
	}
	if price := outsidePrice(op, price); price != "" {
		return []string{"--price", text.TypedWord(price), "--pool", pool.Hex()} // the price names tokens of the pool
	}
	return nil
}
