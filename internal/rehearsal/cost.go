package rehearsal

import (
	"cmp"
	"context"
	"slices"

	"mpool/internal/chain"
	"mpool/internal/fork"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/report"
)

// priceReport computes the gas fee of sending, from the gas used on the fork and the node's gas price.
// It is only for display, so it is omitted if the node does not return a price.
func (s *Stage) priceReport(ctx context.Context, client *chain.Client, v *report.View) {
	if v.Stop != nil || v.Calls() == 0 {
		return
	}
	fees, _, err := client.FeesFor(ctx, nil, true)
	if err != nil {
		s.UI.Detail("the gas fee is unknown: %s", err)
		return
	}
	var used, limits []uint64
	var bySafe *planview.SafeCost
	for i := range v.Steps {
		cost := s.costOf(&v.Steps[i], fees)
		if i == 0 && cost != nil && len(v.Earlier) == 0 {
			s.estimateFirst(ctx, client, v, cost)
		}
		v.Costs = append(v.Costs, cost)
		if cost != nil {
			used, limits = append(used, cost.GasUsed), append(limits, cost.Limits...)
			bySafe = cmp.Or(bySafe, cost.BySafe)
		}
	}
	v.Cost = planview.NewCost(used, limits, fees)
	v.Cost.BySafe = bySafe
}

// estimateFirst sets the first call's gas limit as sending does (see gasLimits). The node can estimate
// it, because nothing comes before that call.
func (s *Stage) estimateFirst(ctx context.Context, client *chain.Client, v *report.View, cost *planview.Cost) {
	step := &v.Steps[0]
	gas, err := client.EstimateGas(ctx, step.Plan.Calls[0], chain.AtHash(v.Block.Hash))
	if err != nil {
		return
	}
	cost.Limits[0] = min(max(gas, step.Calls[0].GasUsed)*s.Settings.GasEstimateMultiplier/100, chain.TransactionGas)
	cost.GasLimit = planview.Total(cost.Limits)
	cost.Most = cost.FeeCap.Times(cost.GasLimit)
}

// costOf returns nil if nothing was mined.
func (s *Stage) costOf(step *fork.Step, fees chain.Fees) *planview.Cost {
	if len(step.Calls) == 0 {
		return nil
	}
	margin := s.Settings.GasEstimateMultiplier
	var used, limits []uint64
	for _, call := range step.Calls {
		used, limits = append(used, call.GasUsed), append(limits, min(planner.BeforeRefund(call.GasUsed)*margin/100, chain.TransactionGas))
	}
	cost := planview.NewCost(used, limits, fees)
	if step.Pool.OwnerKind == ops.OwnerSafe && slices.ContainsFunc(step.Calls, func(c fork.CallResult) bool { return c.From == step.Pool.Owner }) {
		cost.BySafe = &planview.SafeCost{Safe: step.Pool.Owner} // the Safe's execution is not mined on the fork
	}
	return cost
}
