package planner

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/newpool"
	"mpool/internal/ops/trade"
)

// RefuseReceivers refuses a plan from a file that pays, or gives rights to, accounts that the user
// has not named: a file can come from anybody, and --yes does not read it.
func RefuseReceivers(op ops.Operation, named []common.Address) error {
	for _, account := range ops.Receivers(op) {
		if slices.Contains(named, account) {
			continue
		}
		return failure.New(failure.Refused, trade.ReceiverCode, "the plan gives %s to %s, not to its sender, and --yes does not accept that", given(op), account).
			WithHint("if you mean it, use --recipient %s, or answer at a terminal", account)
	}
	return nil
}

func given(op ops.Operation) string {
	if _, creates := op.(newpool.CreatePool); creates {
		return "rights over the new pool"
	}
	return "what it pays out"
}
