package request

import (
	"mpool/internal/effect"
	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/text"
)

// Agreed are the flags that the commands about a Safe need, and that the author of a plan has agreed to by
// making it: the price of a token that it adds, or that the pool's reported balances are right. price is
// what add-token was given. The prices of a trade are left to fill in.
func Agreed(op ops.Operation, before, after *ops.Snapshot, price string) []string {
	pool := before.Pool.Address.Hex()
	if report, is := op.(assetmanager.ManageBalance); is && report.Way == assetmanager.UpdateBalance {
		is := effect.ReportedIn(before, after)
		if is.Loss.Cmp(is.Gain) > 0 {
			is.Gain = is.Loss
		}
		return []string{"--accept-report", pool + effect.Limit(is.Gain)}
	}
	prices := tradePrices(op, before)
	if price := outsidePrice(op, price); price != "" {
		prices = []string{"--price", text.TypedWord(price)}
	}
	if len(prices) == 0 {
		return nil
	}
	return append(prices, "--pool", pool) // the prices name tokens of the pool
}
