package main

import (
	"slices"

	"mpool/internal/ops"
)

// safeFirst says of a plan's file whether its first call has to come from a Safe: the
// owner, or an asset manager that was found to be one.
func safeFirst(plan *ops.Plan) bool {
	if len(plan.Calls) == 0 {
		return false
	}
	first, pool := plan.Calls[0].From, plan.Predicted.Pool
	return first == pool.Owner && pool.OwnerKind == ops.OwnerSafe || slices.Contains(plan.Safes, first)
}
