package execution

import (
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
)

// ofPlan refuses a record if one of its transactions is not the plan's call that the record names,
// because a later run continues by the plan.
func ofPlan(entry journal.Entry, plan *ops.Plan) error {
	for i, call := range entry.Status.Calls {
		if !madeOf(call, plan) {
			return failure.New(failure.Plain, "journal", "the record %s was changed: its transaction %d is not call %d of its plan", entry.Path, i+1, call.Intent.Step+1).
				WithHint("check on the chain what its account has sent, then move the file away")
		}
	}
	return nil
}

// madeOf compares a recorded call with the plan's call, including the signed bytes if they are
// known.
func madeOf(call journal.Call, plan *ops.Plan) bool {
	intent := call.Intent
	if intent.Step >= len(plan.Calls) || plan.Calls[intent.Step].From != intent.From || plan.Calls[intent.Step].To != intent.To {
		return false
	}
	for _, attempt := range call.Attempts {
		var tx types.Transaction
		if attempt.Cancels {
			continue
		}
		if tx.UnmarshalBinary(attempt.Raw) != nil {
			return false
		}
		value, over := uint256.FromBig(tx.Value())
		if over || !plan.Makes(intent.Step, ops.Call{From: intent.From, To: intent.To, Value: *value, Data: tx.Data()}) {
			return false
		}
	}
	return true
}
