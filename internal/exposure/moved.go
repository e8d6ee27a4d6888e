package exposure

import (
	"fmt"
	"math/big"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// ifMoved describes the largest arbitrage cost of a reopened pool, without a swap fee, if the price
// of any one token has moved.
func ifMoved(s *ops.Snapshot) string {
	var costs []string
	for _, percent := range []int64{2, 5, 10} {
		costs = append(costs, fmt.Sprintf("%s if it has moved by %d%%", costOfMove(s.Tokens, percent), percent))
	}
	return "the price of any one token may have moved since, and arbitrage then takes at most " + strings.Join(costs, ", ") + " (no swap fee, no gas fee)"
}

// costOfMove is the largest cost if any one token's price rises or falls by this percentage,
// rounded up.
func costOfMove(tokens []ops.Token, percent int64) string {
	most := units.Fixed{}
	for i := range tokens {
		for _, hundredths := range []int64{100 + percent, 100 - percent} {
			loss, err := lossAfter(tokens, i, hundredths)
			if err != nil {
				return "unknown"
			}
			most = *units.LargerOf(&most, &loss)
		}
	}
	return ops.ShortShare(most)
}

// lossAfter is the share that is lost if a token's value is hundredths / 100 of what its weight
// says.
func lossAfter(tokens []ops.Token, index int, hundredths int64) (units.Fixed, error) {
	row := standing{sum: new(big.Int), total: new(big.Int)}
	for i, token := range tokens {
		w, v := units.RawOf(token.Weight), new(big.Int).Mul(units.RawOf(token.Weight), big.NewInt(100))
		if i == index {
			v = new(big.Int).Mul(w, big.NewInt(hundredths))
		}
		row.weights, row.total = append(row.weights, w), row.total.Add(row.total, w)
		row.values, row.sum = append(row.values, v), row.sum.Add(row.sum, v)
	}
	return row.share()
}
