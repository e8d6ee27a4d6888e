package text

import "mpool/internal/ops"

// Paid says what a receipt says, and that it says nothing.
func Paid(fee *ops.Wei, coin string) string {
	if fee == nil {
		return "paid an unknown amount (the receipt has no gas price)"
	}
	return "paid " + Number(fee.String()) + " " + coin
}
