package safe

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// Senders lists the senders of a plan's calls, each once, in the order of the calls.
func Senders(plan *ops.Plan) []common.Address {
	var senders []common.Address
	for _, call := range plan.Calls {
		if !slices.Contains(senders, call.From) {
			senders = append(senders, call.From)
		}
	}
	return senders
}

// FromPlan returns the calls of a plan that the Safe can make in one transaction: those before the
// first call of another sender, because later calls depend on that sender's calls. It fails if the
// first call has another sender, because the Safe's calls would come too early.
func FromPlan(plan *ops.Plan, safe common.Address) ([]Call, error) {
	if plan.Refused() {
		return nil, fmt.Errorf("the plan is refused: nothing to sign")
	}
	var calls []Call
	for _, c := range plan.Calls {
		if c.From != safe {
			break
		}
		calls = append(calls, Call{To: c.To, Value: c.Value, Data: slices.Clone(c.Data)})
	}
	if len(calls) == 0 {
		return nil, fmt.Errorf("the first call of the plan does not come from the Safe %s", safe)
	}
	return calls, nil
}
