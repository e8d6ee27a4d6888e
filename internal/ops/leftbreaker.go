package ops

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// LeftBreaker is the circuit breaker of a removed token. ManagedPoolSettings.removeToken deletes
// _tokenState, which has weight and decimals, but not _circuitBreakerState.
type LeftBreaker struct {
	Token common.Address `json:"token"`
	// Breaker has the BPT price as the pool stores it, for a balance of 18 decimals.
	Breaker Breaker `json:"breaker"`
}

// breakerAgain is the breaker that a token will have if it is added again, before its bounds in
// force are computed. It is nil if none was ever set.
func breakerAgain(s *Snapshot, token common.Address, decimals uint8) (*Breaker, error) {
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
