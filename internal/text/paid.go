package text

import (
	"mpool/internal/units"
)

// Paid says what a receipt says, and that it says nothing.
func Paid(fee *units.Wei, coin string) string {
	if fee == nil {
		return "paid an unknown amount (the receipt has no gas price)"
	}
	return "paid " + Number(fee.String()) + " " + coin
}
