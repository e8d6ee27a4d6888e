package units

import (
	"math/big"

	"github.com/holiman/uint256"
)

// WeiOf converts a number below 2^256, as everything in a transaction is. It panics for larger
// numbers.
func WeiOf(n *big.Int) Wei { return Wei(*uint256.MustFromBig(n)) }
