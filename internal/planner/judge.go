package planner

import (
	"mpool/internal/arbcost"
	"mpool/internal/ops"
	"mpool/internal/policy"
)

// Judge computes the cost of a plan's weight change and checks the policies. The first result is
// nil if the plan begins no weight change.
func Judge(before *ops.Snapshot, plan *ops.Plan, policies policy.Policies) (*arbcost.Cost, []ops.Finding, error) {
	price, err := arbcost.Of(before, plan, policies)
	if err != nil {
		return nil, nil, err
	}
	plan.Replayed = price.Replayed()
	var skewed []ops.Finding
	if trade := newTrade(before, plan); trade != nil {
		plan.Loses, plan.LosesOutside = trade.Loses()
		skewed = SkewFindings(trade.Skew)
	}
	policies.NoOverride = policies.NoOverride || plan.Loses != nil // commands that trade have no such flag
	objections, err := policies.Check(before, plan)
	return price, append(skewed, objections...), err
}
