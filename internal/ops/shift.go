package ops

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// shift is how far the weight moves that moves farthest, all at once, because a
// token comes or goes; nil where none does. That is the token's own weight: the
// others make room for it, or share it out, and keep to each other what they had,
// so that among them no price moves and arbitrage gains nothing.
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
