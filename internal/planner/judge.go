package planner

import (
	"fmt"

	"mpool/internal/arbcost"
	"mpool/internal/effect"
	"mpool/internal/liquidity"
	"mpool/internal/ops"
	"mpool/internal/policy"
	"mpool/internal/text"
	"mpool/internal/units"
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
	if trade := effect.TradeOf(before, plan); trade != nil {
		plan.Loses, plan.LosesOutside = trade.Loses()
		skewed = SkewFindings(trade.Skew)
	}
	policies.NoOverride = policies.NoOverride || plan.Loses != nil // commands that trade have no such flag
	objections, err := policies.Check(before, plan)
	return price, append(skewed, objections...), err
}

// SkewFindings warn where BPT are worth less once arbitrage has moved the pool to the outside
// prices; none of nil. The numbers are details, so that they do not make a plan stale.
func SkewFindings(skew *liquidity.Skew) []ops.Finding {
	if skew == nil {
		return nil
	}
	f := ops.Finding{Severity: ops.Warn, Code: "prices.skewed",
		Summary: "the pool's balances do not match the outside prices: arbitrage can take more of it than the swap fee",
		Detail:  fmt.Sprintf("the BPT are worth %s by the balances, and %s after arbitrage, in the money of the prices", money(skew.Now), money(skew.Left)),
		Hint:    "check the prices; if they are right, exit for all tokens (--bpt without --token) before others trade"}
	if skew.Joins {
		f.Hint = "check the prices; if they are right, wait until arbitrage has moved the pool to them"
	}
	return []ops.Finding{f}
}

func money(n units.Fixed) string { return text.Number(n.String()) }
