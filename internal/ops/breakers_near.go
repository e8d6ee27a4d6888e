package ops

import (
	"fmt"

	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
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

// adviseCloser reports circuit breakers to which the operation moves a price closer, by more than
// half a point of the market price. It is a note, because its numbers change with each block.
func adviseCloser(now, after *Snapshot) []Finding {
	var found []Finding
	for _, token := range after.Tokens {
		had, err := now.Token(token.Address)
		if err != nil {
			continue
		}
		for _, side := range []struct {
			name string
			of   func(*Breaker) units.Fixed
		}{{"lower", func(b *Breaker) units.Fixed { return b.LowerBptPrice }}, {"upper", func(b *Breaker) units.Fixed { return b.UpperBptPrice }}} {
			was, before := marketBound(now, *had, side.of)
			is, later := marketBound(after, token, side.of)
			if before && later && shrinks(was, is) {
				found = append(found, Finding{Note, "breaker.closer", fmt.Sprintf("the circuit breaker of %s comes closer: its %s bound is at %s of the current market price now, and at %s of it afterwards",
					token.Symbol, side.name, cut(was), cut(is)), "", "set it again with mpool breakers set"})
			}
		}
	}
	return found
}

// marketBound is the market price at which a bound trips, as a share of the current one, against the
// rest of the pool: (bound / BPT price)^(1 / (1 - weight)). known is false without a bound or a price.
func marketBound(s *Snapshot, token Token, of func(*Breaker) units.Fixed) (share units.Fixed, known bool) {
	price, err := s.bptPrice(token)
	if err != nil || token.Breaker == nil || price.Int().IsZero() || of(token.Breaker).Int().IsZero() {
		return share, false
	}
	one, bound := units.FixedOne(), of(token.Breaker)
	ratio, over := new(uint256.Int).MulDivOverflow(bound.Int(), one.Int(), price.Int())
	rest := new(uint256.Int).Sub(one.Int(), token.Weight.Int())
	if over || rest.IsZero() || token.Weight.Int().Gt(one.Int()) {
		return share, false
	}
	power := new(uint256.Int).Mul(one.Int(), one.Int())
	moved, err := poolmath.PowDown(*ratio, *power.Div(power, rest))
	return units.Fixed(moved), err == nil
}

// shrinks says that a share of 1 comes closer to 1 by more than half a point.
func shrinks(was, is units.Fixed) bool {
	one := units.FixedOne()
	far, near := units.Distance(was, one), units.Distance(is, one)
	return far.Gt(new(uint256.Int).AddUint64(&near, 5_000_000_000_000_000))
}

// BptPriceOf is a token's BPT price in BPT per whole token. known is false without a balance.
func BptPriceOf(s *Snapshot, token Token) (price string, known bool) {
	unscaled, err := s.bptPrice(token)
	return token.perToken(unscaled), err == nil
}
