package review

import (
	"fmt"
	"slices"

	"mpool/internal/ops"
)

// Early refuses, for a nonce that is not the Safe's next one, calls whose judgement needs the state that
// the earlier transactions leave: those that have no effect now, and those that open a pool.
func Early(calls []Call, next uint64) []ops.Finding {
	for _, call := range calls {
		words := ""
		switch needless := slices.ContainsFunc(call.Findings, func(f ops.Finding) bool { return f.Code == "call.needless" }); {
		case needless:
			words = "has no effect now, so it is there for what earlier transactions change"
		case call.opensDoor():
			words = "opens the pool"
		default:
			continue
		}
		return []ops.Finding{{Severity: ops.Refuse, Code: "safe.nonce.later",
			Summary: fmt.Sprintf("call %d %s, but earlier transactions of the Safe are not executed yet (its next nonce is %d) and were not simulated", call.Number, words, next),
			Hint:    "use --after-queue to simulate it after them, or sign it when they are executed"}}
	}
	return nil
}

// opensDoor says that a call lets others swap, join or exit.
func (c Call) opensDoor() bool {
	if c.Call == nil || len(c.Call.Args) == 0 {
		return false
	}
	switch value := c.Call.Args[0].Value; c.name() {
	case "setSwapEnabled", "setJoinExitEnabled":
		return value == "true"
	case "setMustAllowlistLPs":
		return value == "false"
	case "addAllowedAddress":
		return true
	}
	return false
}
