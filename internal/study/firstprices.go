package study

import (
	"math"

	"mpool/internal/ops"
)

// far is from which factor on between the first prices and the pool's own a warning comes:
// the prices of a token are then those of another one, or in other money, more often than
// the market moved so much.
const far = 1.5

// warnFar warns where the first trades would only bring the pool from its own prices to
// those of the files, which the result would then count as a loss.
func (a *Study) warnFar(s *ops.Snapshot, prices []float64) {
	of := worths(s, prices)
	low, high := extremes(of)
	if low < 0 || high < 0 {
		return
	}
	if factor := of[high] / of[low]; factor > far {
		a.UI.Warn("prices.far", "the first prices value %s %.3g times as high against %s as the pool does: check --price-map; if they are right, --rebalance-first keeps the arbitrage that closes this gap out of the result",
			s.Tokens[high].Symbol, factor, s.Tokens[low].Symbol)
	}
}

// worths are what the tokens are worth by these prices, each for a unit of its weight. In a
// pool at these prices they are equal.
func worths(s *ops.Snapshot, prices []float64) []float64 {
	all := make([]float64, len(s.Tokens))
	for i, t := range s.Tokens {
		balance, weight := t.Balance(), t.Weight.Int().Float64()
		all[i] = balance.Raw.Float64() / math.Pow10(int(balance.Decimals)) * prices[i] / weight
	}
	return all
}

// extremes are the places of the smallest and the largest; -1 where one has no value.
func extremes(all []float64) (low, high int) {
	for i, v := range all {
		if !(v > 0) || math.IsInf(v, 0) {
			return -1, -1
		}
		if v < all[low] {
			low = i
		}
		if v > all[high] {
			high = i
		}
	}
	return low, high
}
