package request

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/text"
	"mpool/internal/units"
)

// farPrice is the factor between a price of --prices and the pool's own above which mpool warns. Arbitrage
// keeps a pool closer than that, so the file is probably wrong, for example by a point between thousands.
const farPrice = 1.1

// warnFar warns of the token whose price in the file is farthest from the pool's own, if it is far.
func (o *outside) warnFar(on *Target, prices []trade.TokenWorth) {
	if o.source.words == fromFeeds {
		return // max_oracle_deviation holds feeds
	}
	odd, other, factor := farthest(on.Before, prices)
	if max(factor, 1/factor) <= farPrice {
		return
	}
	on.UI.Warn("prices.far", "--prices: %s: the price of %s is %s than the pool's own, against %s: check the file; prices have no commas or points between thousands",
		o.source.words, text.Symbol(odd.Symbol), farWords(factor), text.Symbol(other.Symbol))
}

// farthest returns the token whose price differs most from the pool's own, the token that most of the others
// agree with, and the factor between the two prices; 1 if the pool has no prices.
func farthest(pool *ops.Snapshot, prices []trade.TokenWorth) (odd, other ops.Token, factor float64) {
	type valued struct {
		token ops.Token
		worth float64 // of the balance, for each unit of weight: equal for all tokens at the pool's own prices
	}
	var all []valued
	for _, price := range prices {
		token, err := pool.Token(price.Token)
		if err != nil {
			continue
		}
		balance, weight := token.Balance(), asFloat(token.Weight)
		worth := balance.Raw.Float64() / math.Pow10(int(balance.Decimals)) * asFloat(price.Worth) / weight
		if worth > 0 && !math.IsInf(worth, 0) {
			all = append(all, valued{*token, worth})
		}
	}
	if len(all) < 2 {
		return odd, other, 1
	}
	slices.SortStableFunc(all, func(a, b valued) int { return cmp.Compare(a.worth, b.worth) })
	middle, low, high := all[(len(all)-1)/2], all[0], all[len(all)-1]
	if factor = high.worth / middle.worth; factor > middle.worth/low.worth || low.token.Address == middle.token.Address {
		return high.token, middle.token, factor
	}
	return low.token, middle.token, low.worth / middle.worth
}

func asFloat(f units.Fixed) float64 { return f.Int().Float64() / 1e18 }

// farWords compares a price with the pool's own: a share below twice, and a factor above.
func farWords(factor float64) string {
	words, share := "higher", factor-1
	if factor < 1 {
		words, share, factor = "lower", 1-factor, 1/factor
	}
	if factor < 2 {
		return fmt.Sprintf("%s%% %s", strconv.FormatFloat(share*100, 'f', 0, 64), words)
	}
	return fmt.Sprintf("%s times %s", text.Group(strconv.FormatFloat(factor, 'f', 0, 64)), words)
}
