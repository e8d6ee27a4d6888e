package main

import (
	"context"

	"mpool/internal/chain"
	"mpool/internal/fork"
)

// priceReport works out what sending would cost, from the gas that the fork used
// and what the node says that gas costs. It is shown only: where the node does
// not say, it is left out.
func (a *app) priceReport(ctx context.Context, client *chain.Client, v *reportView) {
	if v.stop != nil || v.calls() == 0 {
		return
	}
	fees, err := client.Fees(ctx)
	if err != nil {
		a.detail("what gas costs is not known: %s", err)
		return
	}
	var used, limits []uint64
	for i := range v.Steps {
		cost := a.costOf(&v.Steps[i], fees)
		v.Costs = append(v.Costs, cost)
		if cost != nil {
			used, limits = append(used, cost.GasUsed), append(limits, cost.Limits...)
		}
	}
	v.Cost = newCost(used, limits, fees)
}

// costOf is nil where nothing was mined.
func (a *app) costOf(step *fork.Step, fees chain.Fees) *costView {
	if len(step.Calls) == 0 {
		return nil
	}
	margin := min(a.settings.GasEstimateMultiplier, 1000)
	var used, limits []uint64
	for _, call := range step.Calls {
		used, limits = append(used, call.GasUsed), append(limits, beforeRefund(call.GasUsed)*margin/100)
	}
	return newCost(used, limits, fees)
}
