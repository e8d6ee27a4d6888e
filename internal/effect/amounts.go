package effect

import (
	"slices"

	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/ops/trade"
	"mpool/internal/safe"
)

// HasAmounts says that the words of a plan have amounts that depend on the pool's balances.
func HasAmounts(plan *ops.Plan) bool { return hasAmounts(safe.InnerOperation(plan)) }

func hasAmounts(op ops.Operation) bool {
	switch op := op.(type) {
	case tokenset.AddToken, tokenset.RemoveToken, trade.Swap, trade.Join, trade.Exit:
		return true
	case ops.Series:
		return slices.ContainsFunc(op.Parts, func(part ops.Nested) bool { return hasAmounts(part.Operation) })
	}
	return false
}
