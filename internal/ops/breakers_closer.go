package ops

import (
	"fmt"

	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
	"mpool/internal/units"
)

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
