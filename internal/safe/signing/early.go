package signing

import (
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/safe/review"
)

// early refuses, for a nonce that is not the Safe's next one, a call that can only be judged on the state
// which the earlier transactions leave. Signed before, it could undo what makes an earlier one safe.
func early(calls []review.Call, next uint64) []ops.Finding {
	for _, call := range calls {
		if why := call.NeedsOthers(); why != "" {
			return []ops.Finding{{Severity: ops.Refuse, Code: "safe.nonce.later",
				Summary: fmt.Sprintf("call %d %s, but earlier transactions of the Safe are neither executed nor simulated (its next nonce is %d)", call.Number, why, next),
				Hint:    "use --after-queue to simulate it after them, or sign it when they are executed"}}
		}
	}
	return nil
}
