package tokenset

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// breakerAgain is the breaker that a token will have if it is added again, before its bounds in
// force are computed. It is nil if none was ever set.
func breakerAgain(s *ops.Snapshot, token common.Address, decimals uint8) (*ops.Breaker, error) {
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

// adviseLeft warns that the token's circuit breaker from an earlier stay in the pool becomes active
// again.
func adviseLeft(now *ops.Snapshot, token common.Address) []ops.Finding {
	for _, left := range now.LeftBreakers {
		b := left.Breaker
		if left.Token == token && (b.LowerBound != units.Fixed{} || b.UpperBound != units.Fixed{}) {
			return []ops.Finding{{Severity: ops.Warn, Code: "breaker.again", Summary: "the token was in the pool before, and its old circuit breaker becomes active again", Hint: "check it afterwards with mpool breakers show, and set it again"}}
		}
	}
	return nil
}
