package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
)

// adviseBreakers warns of circuit breakers that a weight change trips. The contract moves the
// bounds and the BPT price with the weight. Later trades are unknown, so it uses the current
// balances.
func adviseBreakers(now, later *Snapshot) []Finding {
	var found []Finding
	for i := range later.Tokens {
		if !TripsLater(now, later, i) {
			continue
		}
		found = append(found, Finding{Warn, "breaker.trips",
			fmt.Sprintf("at current balances the BPT price of %s would be %s its circuit breaker at %s", later.Tokens[i].Symbol, later.tripped(i), later.Block.Time), "",
			"swaps, joins and exits that push it further will revert (BAL#356) until trades have moved the balances; set the circuit breaker again, or give trades more time by a longer --duration"})
	}
	return found
}

// TripsLater says that a token's BPT price leaves the bounds of its circuit breaker between two states, as
// the warning of a weight change compares it.
func TripsLater(now, later *Snapshot, index int) bool {
	after := later.tripped(index)
	return after != "" && after != now.tripped(index)
}

// tripped says whether a token's BPT price is "below" or "above" its bounds. It is "" within the
// bounds or without any.
func (s *Snapshot) tripped(index int) string {
	token := s.Tokens[index]
	if token.Breaker == nil {
		return ""
	}
	balance := token.Balance()
	price, err := poolmath.BptPrice(s.Supply.Actual.Raw, uint256.Int(token.Weight), balance.Raw)
	if err != nil {
		return "" // no balance, so no price
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

// AdviseTrips warns of circuit breakers that the operation trips.
func AdviseTrips(now, after *Snapshot) []Finding {
	before := map[common.Address]string{}
	for i, token := range now.Tokens {
		before[token.Address] = now.tripped(i)
	}
	var found []Finding
	for i, token := range after.Tokens {
		side := after.tripped(i)
		if side == "" || side == before[token.Address] {
			continue
		}
		found = append(found, Finding{Warn, "breaker.trips", fmt.Sprintf("the BPT price of %s will be %s its circuit breaker", token.Symbol, side), "",
			"swaps, joins and exits that push it further will revert (BAL#356); set the circuit breaker again"})
	}
	return append(found, adviseCloser(now, after)...)
}

// LeftBreaker is the circuit breaker of a removed token. ManagedPoolSettings.removeToken deletes
// _tokenState, which has weight and decimals, but not _circuitBreakerState.
type LeftBreaker struct {
	Token common.Address `json:"token"`
	// Breaker has the BPT price as the pool stores it, for a balance of 18 decimals.
	Breaker Breaker `json:"breaker"`
}
