package review

import (
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
)

// mints says who gets a part of the pool by an addToken; nil where nobody does, or
// the Safe, the pool's owner or one of its asset managers.
func (k knownAddresses) mints(c Call) *ops.Finding {
	if !strings.HasPrefix(c.Call.Function, "addToken(") || len(c.Call.Args) < 2 {
		return nil
	}
	last := c.Call.Args[len(c.Call.Args)-2:] // mintAmount, recipient
	raw, err := uint256.FromDecimal(last[0].Value)
	to := common.HexToAddress(last[1].Value)
	if err != nil || raw.IsZero() || k.own(to) || slices.Contains(k.senders, to) {
		return nil
	}
	f := k.sends("token.mint", ops.Amount{Raw: *raw, Decimals: shareDecimals}.String()+" new BPT, a part of the pool,", to)
	return &f
}

// shareDecimals are those of every pool's BPT.
const shareDecimals = 18
