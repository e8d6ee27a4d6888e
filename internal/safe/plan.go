package safe

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// Senders lists who sends the calls of a plan, each once, in the order of the
// calls.
func Senders(plan *ops.Plan) []common.Address {
	var senders []common.Address
	for _, call := range plan.Calls {
		if !slices.Contains(senders, call.From) {
			senders = append(senders, call.From)
		}
	}
	return senders
}

// FromPlan is what one Safe has to do for a plan, in the plan's order: all of
// it, and nothing of anybody else. A plan that needs another sender's calls
// before or between is an error: done as one transaction, the Safe's would come
// too early.
func FromPlan(plan *ops.Plan, safe common.Address) ([]Call, error) {
	if plan.Refused() {
		return nil, fmt.Errorf("the plan is refused: there is nothing to sign")
	}
	var calls []Call
	for _, c := range plan.Calls {
		switch {
		case c.From == safe:
			calls = append(calls, Call{To: c.To, Value: c.Value, Data: slices.Clone(c.Data)})
		case len(calls) == 0 || !done(plan, safe, len(calls)):
			return nil, fmt.Errorf("%s has to send %s before the Safe %s is done: these calls are no one transaction", c.From, c.Method, safe)
		}
	}
	if len(calls) == 0 {
		return nil, fmt.Errorf("the Safe %s sends none of the plan's calls", safe)
	}
	return calls, nil
}

// done says whether n calls are all that a Safe has to send.
func done(plan *ops.Plan, safe common.Address, n int) bool {
	for _, c := range plan.Calls {
		if c.From == safe {
			n--
		}
	}
	return n == 0
}
