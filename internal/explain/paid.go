package explain

import (
	"mpool/internal/text"
	"mpool/internal/units"
)

// forText returns the fee as part of a sentence: "for 0.01 ETH".
func forText(fee *units.Wei, coin string) string {
	if fee == nil {
		return text.Paid(fee, coin)
	}
	return "for " + text.Number(fee.String()) + " " + coin
}
