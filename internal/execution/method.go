package execution

import (
	"bytes"

	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/ops"
)

// methodIn returns the signature of the function that a plan's transaction calls; "" if the
// transaction is not one of the plan's calls, such as a cancellation.
func methodIn(plan *ops.Plan, tx *types.Transaction) string {
	for _, call := range plan.Calls {
		if to := tx.To(); to != nil && *to == call.To && bytes.Equal(tx.Data(), call.Data) {
			return call.Method
		}
	}
	return ""
}
