package ops

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// LeftBreaker is the circuit breaker of a token that was removed. The pool
// forgets a removed token's weight and decimals, and keeps its breaker:
// ManagedPoolSettings.removeToken deletes _tokenState and not
// _circuitBreakerState.
type LeftBreaker struct {
	Token common.Address `json:"token"`
	// Breaker has its BPT price as the pool keeps it, for a balance of 18 decimals.
	Breaker Breaker `json:"breaker"`
}

// breakerAgain is the breaker that a token has once it is added again, but for
// its bounds in force; nil where none was ever set.
func (s *Snapshot) breakerAgain(token common.Address, decimals uint8) (*Breaker, error) {
	for _, left := range s.LeftBreakers {
		if left.Token != token {
			continue
		}
		breaker := left.Breaker
		price, err := poolmath.UnscaleBptPrice(uint256.Int(breaker.BptPrice), decimals)
		breaker.BptPrice = units.Fixed(price)
		return &breaker, err
	}
	return nil, nil
}
