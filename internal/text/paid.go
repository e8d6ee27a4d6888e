package text

import (
	"mpool/internal/units"
)

// Paid says what was paid according to a receipt, or that the receipt does not say it.
func Paid(fee *units.Wei, coin string) string {
	if fee == nil {
		return "paid an unknown amount (the receipt has no gas price)"
	}
	return "paid " + Number(fee.String()) + " " + coin
}
