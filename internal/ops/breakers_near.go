package ops

import (
	"fmt"

	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// NearBound says that a swap of 0.1% of a token's balance moves its BPT price to the bound: the two
// are less than 0.1% apart. Supply and weight stay, so the price is the inverse of the balance.
func NearBound(price, bound units.Fixed) bool {
	less, more := price.Int(), bound.Int()
	if less.Gt(more) {
		less, more = more, less
	}
	var gap, limit uint256.Int
	gap.Sub(more, less)
	_, over := gap.MulOverflow(&gap, uint256.NewInt(1000))
	limit.Set(less)
	return !over && !less.IsZero() && !gap.Gt(&limit)
}

// nearBreaker says at which bound a token's BPT price is, if one-token trades of 0.1% would trip its
// circuit breaker.
func nearBreaker(s *Snapshot, token Token) string {
	price, err := s.bptPrice(token)
	if err != nil || token.Breaker == nil {
		return ""
	}
	b := token.Breaker
	switch {
	case !b.LowerBound.Int().IsZero() && NearBound(price, b.LowerBptPrice):
		return "lower"
	case !b.UpperBound.Int().IsZero() && NearBound(price, b.UpperBptPrice):
		return "upper"
	}
	return ""
}

// adviseNear warns of bounds so close to the price that almost no trade with the token is left.
func adviseNear(after *Snapshot, token Token) []Finding {
	side := nearBreaker(after, token)
	if side == "" {
		return nil
	}
	away := map[string]string{"lower": "lower --lower", "upper": "higher --upper"}[side]
	return []Finding{{Warn, "breaker.near", fmt.Sprintf("the %s bound of %s is so close to its price that trades of 0.1%% of the balance trip it: swaps, joins and exits with only some tokens revert (BAL#356)", side, token.Symbol), "", "use a " + away}}
}
