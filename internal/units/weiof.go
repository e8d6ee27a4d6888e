package units

import (
	"math/big"

	"github.com/holiman/uint256"
)

// WeiOf is a number of wei that is below 2^256, as everything in a transaction is; it panics
// on others.
func WeiOf(n *big.Int) Wei { return Wei(*uint256.MustFromBig(n)) }
