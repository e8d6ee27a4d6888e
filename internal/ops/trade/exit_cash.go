package trade

import (
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// atMost adds to the refusal of a proportional exit how many BPT the cash pays for.
func (op Exit) atMost(now *ops.Snapshot, amounts []uint256.Int, found []ops.Finding) []ops.Finding {
	if len(found) == 0 || !op.paysAll() {
		return found
	}
	most := op.Bpt.Raw
	for i, token := range now.Tokens {
		if amounts[i].IsZero() {
			continue
		}
		if pays, over := new(uint256.Int).MulDivOverflow(&op.Bpt.Raw, &token.Cash.Raw, &amounts[i]); !over && pays.Lt(&most) {
			most = *pays
		}
	}
	if !most.IsZero() {
		found[0].Hint = "use at most " + units.Amount{Raw: most, Decimals: ops.BptDecimals}.String() + " BPT now, or be paid in another token with --token"
	}
	return found
}
