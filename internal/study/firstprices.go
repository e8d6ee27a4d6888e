package study

import (
	"math"
	"strconv"

	"mpool/internal/ops"
	"mpool/internal/text"
)

// far is the factor between the first prices and the pool's own prices above which warnFar warns. Then
// it is more likely that the prices belong to another token, or are in other money, than that the
// market moved so much.
const far = 1.5

// warnFar warns if the first prices are far from the pool's own. The first trades would only move the
// pool to these prices, and the result would count that as a loss.
func (a *Study) warnFar(s *ops.Snapshot, prices []float64) {
	of := worths(s, prices)
	low, high := extremes(of)
	if low < 0 || high < 0 {
		return
	}
	if factor := of[high] / of[low]; factor > far {
		a.UI.Warn("prices.far", "the first prices value %s %s times as high against %s as the pool does: check --price-map; if they are right, --rebalance-first keeps the arbitrage that closes this gap out of the result",
			s.Tokens[high].Symbol, roughly(factor), s.Tokens[low].Symbol)
	}
}

// roughly writes a factor with three digits, and never with an exponent.
func roughly(factor float64) string {
	digits := 2 - int(math.Floor(math.Log10(factor)))
	if digits >= 0 {
		return strconv.FormatFloat(factor, 'f', digits, 64)
	}
	scale := math.Pow10(-digits)
	return text.Group(strconv.FormatFloat(float64(math.Round(factor/scale)*scale), 'f', 0, 64))
}

// worths are the values of the tokens at these prices, per unit of weight. In a pool at these prices
// they are equal.
func worths(s *ops.Snapshot, prices []float64) []float64 {
	all := make([]float64, len(s.Tokens))
	for i, t := range s.Tokens {
		balance, weight := t.Balance(), t.Weight.Int().Float64()
		all[i] = balance.Raw.Float64() / math.Pow10(int(balance.Decimals)) * prices[i] / weight
	}
	return all
}

// extremes are the indices of the smallest and the largest value; -1 if a value is not positive and
// finite.
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
