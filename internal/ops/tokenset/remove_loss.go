package tokenset

import (
	"fmt"
	"math/big"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// dilutes is the share of their value that LPs lose if fewer BPT are burned than the token is
// worth: (w * S - b) / (S - b), rounded up, with the weight w, the actual supply S and the burn b.
// It is nil if they lose nothing by this plan, because nothing is left to withdraw.
func (op RemoveToken) dilutes(now *ops.Snapshot) *units.Fixed {
	token := op.withdrawn(now)
	if token == nil || op.removed(now) {
		return nil
	}
	supply, burn := now.Supply.Actual.Raw.ToBig(), op.Burn.Raw.ToBig()
	left := new(big.Int).Sub(supply, burn)
	lost := new(big.Int).Mul(supply, units.RawOf(token.Weight))
	lost.Sub(lost, new(big.Int).Mul(burn, units.Unit()))
	if left.Sign() <= 0 || lost.Sign() <= 0 {
		return nil
	}
	word, over := uint256.FromBig(units.CeilDiv(lost, left))
	if over {
		return nil
	}
	return (*units.Fixed)(word)
}

// adviseHolders reports what the LPs lose, if it is more than rounding.
func (op RemoveToken) adviseHolders(now *ops.Snapshot) []ops.Finding {
	words := LossWords(op.dilutes(now))
	if words == "" {
		return nil
	}
	return []ops.Finding{{Severity: ops.Note, Code: "burn.holders", Summary: words + " of their value by this withdrawal and burn, at the pool's spot prices"}}
}

// LossWords say what LPs lose, for a sentence or a first line. They are empty for nothing, or a
// millionth.
func LossWords(share *units.Fixed) string {
	if share == nil || !units.IsAbove(*share, units.FixedFrom(1_000_000_000_000)) {
		return ""
	}
	return fmt.Sprintf("LPs lose %s", units.ShareText(*share))
}
