package explain

import (
	"mpool/internal/ops"
	"mpool/internal/text"
)

// forText is the same behind what it was paid for.
func forText(fee *ops.Wei, coin string) string {
	if fee == nil {
		return text.Paid(fee, coin)
	}
	return "for " + text.Number(fee.String()) + " " + coin
}
