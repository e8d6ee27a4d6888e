package signing

import (
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/safe/review"
)

// early refuses, for a nonce that is not the Safe's next one, a call that can only be judged on the state
// which the earlier transactions leave. Signed before, it could undo what makes an earlier one safe.
// The user can accept a call that starts from the state which they leave.
func early(calls []review.Call, next uint64, accepted bool) []ops.Finding {
	for _, call := range calls {
		if from := call.StartsFrom(); from != "" && !accepted {
			return []ops.Finding{{Severity: ops.Refuse, Code: "safe.nonce.later",
				Summary: fmt.Sprintf("call %d %s that earlier transactions of the Safe leave, and those are neither executed nor simulated (its next nonce is %d): its effect and its cost are not known", call.Number, from, next),
				Hint:    "use --after-queue to simulate it after them, or sign it when they are executed; if you know what they do, use --later-nonce"}}
		}
		if why := call.NeedsOthers(); why != "" {
			return []ops.Finding{{Severity: ops.Refuse, Code: "safe.nonce.later",
				Summary: fmt.Sprintf("call %d %s, but earlier transactions of the Safe are neither executed nor simulated (its next nonce is %d)", call.Number, why, next),
				Hint:    "use --after-queue to simulate it after them, or sign it when they are executed"}}
		}
	}
	return nil
}
