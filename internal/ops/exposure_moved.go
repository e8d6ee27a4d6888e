package ops

import (
	"fmt"
	"math/big"
	"strings"
)

// mostMoved is how many tokens the table of moved prices names.
const mostMoved = 8

// ifMoved says what a pool that is opened again gives to arbitrage, without a swap fee,
// where a token's price has moved since: a line a token, and how many are left out.
func ifMoved(pool *Snapshot) []string {
	var lines []string
	for i, token := range pool.Tokens {
		if len(lines) == mostMoved {
			return append(lines, fmt.Sprintf("and %d more", len(pool.Tokens)-i))
		}
		var costs []string
		for _, percent := range []int64{2, 5, 10} {
			costs = append(costs, costOfMove(pool.Tokens, i, percent))
		}
		lines = append(lines, fmt.Sprintf("if %s has moved by 2, 5, 10%% since: %s", token.Symbol, strings.Join(costs, ", ")))
	}
	return lines
}

// costOfMove is the larger of a price's rise and fall by so many hundredths, rounded up.
func costOfMove(tokens []Token, index int, percent int64) string {
	up, err := lossAfter(tokens, index, 100+percent)
	if err != nil {
		return "unknown"
	}
	down, err := lossAfter(tokens, index, 100-percent)
	if err != nil {
		return "unknown"
	}
	return shortShare(*largerOf(&up, &down))
}

// lossAfter is the share that is lost where a token's value is so many hundredths of
// what its weight says.
func lossAfter(tokens []Token, index int, hundredths int64) (Fixed, error) {
	row := standing{sum: new(big.Int), total: new(big.Int)}
	for i, token := range tokens {
		w, v := rawOf(token.Weight), new(big.Int).Mul(rawOf(token.Weight), big.NewInt(100))
		if i == index {
			v = new(big.Int).Mul(w, big.NewInt(hundredths))
		}
		row.weights, row.total = append(row.weights, w), row.total.Add(row.total, w)
		row.values, row.sum = append(row.values, v), row.sum.Add(row.sum, v)
	}
	return row.share()
}
