package main

import (
	"slices"

	"mpool/internal/ops"
)

// safeFirst reports whether the first call of a plan's file must come from a Safe: the owner, or an
// asset manager that is a Safe according to the plan.
func safeFirst(plan *ops.Plan) bool {
	if len(plan.Calls) == 0 {
		return false
	}
	first, pool := plan.Calls[0].From, plan.Predicted.Pool
	return first == pool.Owner && pool.OwnerKind == ops.OwnerSafe || slices.Contains(plan.Safes, first)
}
