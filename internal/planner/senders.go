package planner

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
)

// Senders returns the senders of the calls, each once.
func Senders(calls []ops.Call) []common.Address {
	var list []common.Address
	seen := map[common.Address]bool{}
	for _, call := range calls {
		if !seen[call.From] {
			list = append(list, call.From)
		}
		seen[call.From] = true
	}
	return list
}

// Sends says whether one of the plan's calls comes from this account.
func Sends(plan *ops.Plan, from common.Address) bool {
	for _, call := range plan.Calls {
		if call.From == from {
			return true
		}
	}
	return false
}

// WhoSends names the account that must send a call.
func WhoSends(plan *ops.Plan, call int) string {
	from := plan.Calls[call].From
	if _, executes := plan.Operation.(wallet.ExecSafe); executes {
		return "the executor " + from.Hex()
	}
	if from == plan.Predicted.Pool.Owner {
		return "the pool's owner " + from.Hex()
	}
	for _, token := range plan.Predicted.Tokens {
		if token.AssetManager == from {
			return "the asset manager " + from.Hex()
		}
	}
	return from.Hex() // a call that anyone may make
}
