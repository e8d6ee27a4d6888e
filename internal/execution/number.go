package execution

import (
	"bytes"

	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/journal"
	"mpool/internal/ops"
)

// numberOf returns the place of the first remaining call in a plan. The remaining calls are
// the plan's last ones, except for calls at its end that are not needed any longer, because
// others have shut a door or raised an alarm.
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

// isOrDrifts says whether two are the same call, or the same with another amount.
func isOrDrifts(a, b ops.Call) bool {
	_, _, door := ops.DoorCall(a)
	return a.From == b.From && a.To == b.To && a.Method == b.Method && (!door || bytes.Equal(a.Data, b.Data))
}

// recordedCall is the plan's call that a record is of, by what it holds and not by its number.
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
