package execution

import (
	"bytes"

	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/ops"
)

// methodIn is the signature of the function that a plan's transaction calls; "" where
// it is none of the plan's, as one that only takes a nonce.
func methodIn(plan *ops.Plan, tx *types.Transaction) string {
	for _, call := range plan.Calls {
		if to := tx.To(); to != nil && *to == call.To && bytes.Equal(tx.Data(), call.Data) {
			return call.Method
		}
	}
	return ""
}
