package ops

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// shift is the largest jump of a weight because a token is added or removed. It is nil if there is
// none. It considers only that token's own weight: the other weights keep their ratios, so that no
// price among them moves and arbitrage gains nothing.
func shift(now, after *Snapshot) *units.Fixed {
	was := map[common.Address]units.Fixed{}
	for _, token := range now.Tokens {
		was[token.Address] = token.Weight
	}
	var farthest *units.Fixed
	farther := func(weight units.Fixed) {
		if farthest == nil || weight.Int().Gt(farthest.Int()) {
			farthest = &weight
		}
	}
	for _, token := range after.Tokens {
		if _, stays := was[token.Address]; !stays {
			farther(token.Weight)
		}
		delete(was, token.Address)
	}
	for _, weight := range was {
		farther(weight)
	}
	return farthest
}
