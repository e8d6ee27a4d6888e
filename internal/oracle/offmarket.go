package oracle

import (
	"fmt"
	"math"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/text"
)

// offMarket describes what arbitrage could take at the feeds' prices: from the pool as it is, and
// after the plan has added a token. It is empty if a token has no price.
func (f *Feeds) offMarket(before *ops.Snapshot, plan *ops.Plan) string {
	prices := map[common.Address]float64{}
	for _, p := range f.Prices {
		prices[p.Token] = p.Value.Int().Float64() / 1e18
	}
	now, known := takenAt(before, prices)
	if !known {
		return ""
	}
	words := "arbitrage without a swap fee could take " + now.words() + " of the pool by these prices"
	if added, is := addedBy(plan.Operation); is && added.Price.Given() {
		prices[added.Token] = added.Price.Value.Int().Float64() / 1e18 * prices[added.Price.Of]
		if later, known := takenAt(plan.Predicted, prices); known {
			words += ", and " + later.words() + " once the token is added: its deposit is in proportion to the pool's wrong price"
		}
	}
	return words
}

// addedBy returns the token that an operation adds, or the first one of a series.
func addedBy(op ops.Operation) (tokenset.AddToken, bool) {
	switch op := op.(type) {
	case tokenset.AddToken:
		return op, true
	case ops.Series:
		for _, part := range op.Parts {
			if added, is := addedBy(part.Operation); is {
				return added, true
			}
		}
	}
	return tokenset.AddToken{}, false
}

// loss is what arbitrage takes, as a share of the pool's value and as an amount. It is only shown.
type loss struct{ share, amount float64 }

func (l loss) words() string {
	return fmt.Sprintf("%.4g%% (%s)", 100*l.share, text.Number(fmt.Sprintf("%.0f", l.amount)))
}

// takenAt is the value of a pool minus the value that arbitrage leaves at these prices. Arbitrage
// keeps the product of balance^weight, so it leaves the product of (price*balance/weight)^weight.
func takenAt(s *ops.Snapshot, prices map[common.Address]float64) (loss, bool) {
	worth, left := 0.0, 0.0
	for _, t := range s.Tokens {
		all := t.Balance()
		price, balance, weight := prices[t.Address], all.Raw.Float64()/math.Pow10(int(t.Decimals)), t.Weight.Int().Float64()/1e18
		if !(price > 0 && balance > 0 && weight > 0) {
			return loss{}, false
		}
		worth += price * balance
		left += weight * math.Log(price*balance/weight)
	}
	taken := max(0, worth-math.Exp(left))
	return loss{share: taken / worth, amount: taken}, true
}
