package explain

import (
	"mpool/internal/execution"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// forText is the same behind what it was paid for.
func forText(fee *ops.Wei, coin string) string {
	if fee == nil {
		return execution.PaidText(fee, coin)
	}
	return "for " + text.Number(fee.String()) + " " + coin
}
