package execution

import (
	"bytes"

	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/journal"
	"mpool/internal/ops"
)

// numberOf returns the index of the first remaining call in a plan. Normally the remaining calls
// are the plan's last ones. But the plan may need fewer calls at its end, because others have shut
// the pool or raised an alarm.
func numberOf(plan, left *ops.Plan) int {
	last := len(plan.Calls) - len(left.Calls)
	if len(left.Calls) == 0 {
		return last
	}
	for i := last; i >= 0; i-- {
		if isOrDrifts(plan.Calls[i], left.Calls[0]) {
			return i
		}
	}
	return last
}

// isOrDrifts says whether two calls are the same, or differ only in an amount.
func isOrDrifts(a, b ops.Call) bool {
	_, _, door := ops.DoorCall(a)
	return a.From == b.From && a.To == b.To && a.Method == b.Method && (!door || bytes.Equal(a.Data, b.Data))
}

// recordedCall returns the plan's call that an intent describes. It compares contents, not the
// index.
func recordedCall(plan *ops.Plan, intent journal.Intent) ops.Call {
	for _, call := range plan.Calls {
		if call.From == intent.From && call.To == intent.To && crypto.Keccak256Hash(call.Data) == intent.DataHash {
			return call
		}
	}
	call := plan.Calls[intent.Step]
	call.From, call.To = intent.From, intent.To
	return call
}
