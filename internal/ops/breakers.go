package ops

import (
	"fmt"

	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
)

// adviseBreakers warns of circuit breakers that a weight change brings into
// play. The contract moves the bounds with the weight, and the BPT price moves
// with it too; what trades will have made of the balances by then, nobody knows,
// so that they are taken as they are.
func adviseBreakers(now, later *Snapshot) []Finding {
	var found []Finding
	for i := range later.Tokens {
		before, after := now.tripped(i), later.tripped(i)
		if after == "" || after == before {
			continue
		}
		found = append(found, Finding{Warn, "breaker.trips",
			fmt.Sprintf("at current balances the BPT price of %s would be %s its circuit breaker at %s", later.Tokens[i].Symbol, after, later.Block.Time), "",
			"swaps, joins and exits that push it further will revert (BAL#356) until trades have moved the balances; set the circuit breaker again, or give trades more time by a longer --duration"})
	}
	return found
}

// tripped says on which side of its bounds a token's BPT price is: "below",
// "above", or "" for within them or without.
func (s *Snapshot) tripped(index int) string {
	token := s.Tokens[index]
	if token.Breaker == nil {
		return ""
	}
	balance := token.Balance()
	price, err := poolmath.BptPrice(s.Supply.Actual.Raw, uint256.Int(token.Weight), balance.Raw)
	if err != nil {
		return "" // no balance, hence no price
	}
	lower, upper := token.Breaker.LowerBptPrice.Int(), token.Breaker.UpperBptPrice.Int()
	switch {
	case !lower.IsZero() && price.Lt(lower):
		return "below"
	case !upper.IsZero() && price.Gt(upper):
		return "above"
	}
	return ""
}
