package arbcost

import (
	"github.com/holiman/uint256"

	"mpool/internal/text"
	"mpool/internal/units"
)

// TotalWords are the sum of the arbitrage costs of several changes of one pool, for the end of a list of
// costs; empty for fewer than two costs.
func TotalWords(prices []*Cost) string {
	sum, kind, n := new(uint256.Int), "", 0
	for _, price := range prices {
		if price == nil || price.Cost == (units.Fixed{}) {
			continue
		}
		bound, share := price.counts()
		if n > 0 && bound != kind {
			bound = "about"
		}
		kind, n = bound, n+1
		sum.Add(sum, share.Int())
	}
	if n < 2 {
		return ""
	}
	return ", together " + kind + " " + text.Cost(units.Fixed(*sum))
}
