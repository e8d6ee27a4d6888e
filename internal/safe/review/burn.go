package review

import (
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/safe/deed"
	"mpool/internal/units"
)

// burns refuses a removeToken that burns the BPT of anyone but the Safe: the pool's owner can burn the
// BPT of every LP. Without a Safe, the pool's owner may burn its own.
func (k knownAddresses) burns(c Call) []ops.Finding {
	r, is := c.does.(deed.RemoveToken)
	if !is || r.Burn.IsZero() || r.Of == k.ownerOf(c.To) {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "token.burn_of", Hint: "do not sign it: an honest removal burns the BPT of the Safe that makes it",
		Summary: fmt.Sprintf("it burns %s BPT of %s, which loses them without any payment", units.Amount{Raw: r.Burn, Decimals: shareDecimals}, r.Of)}}
}
