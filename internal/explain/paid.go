package explain

import (
	"mpool/internal/text"
	"mpool/internal/units"
)

// forText is the same behind what it was paid for.
func forText(fee *units.Wei, coin string) string {
	if fee == nil {
		return text.Paid(fee, coin)
	}
	return "for " + text.Number(fee.String()) + " " + coin
}
