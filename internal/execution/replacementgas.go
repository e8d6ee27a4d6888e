package execution

import (
	"context"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// transferGas is what a transaction of nothing uses on most chains.
const transferGas = 21_000

// gas is the gas limit of a replacement: for a cancellation that of an empty transfer,
// otherwise the old limit; no node takes a limit above the largest for one transaction.
func (r *replacement) gas(ctx context.Context, blockGas uint64) (uint64, error) {
	if r.cancels {
		return r.transferLimit(ctx), nil
	}
	most := planner.MostGas(blockGas)
	if r.old.Gas() <= most {
		return r.old.Gas(), nil
	}
	used, err := r.Client.EstimateGas(ctx, r.Plan.Calls[r.call.Intent.Step], chain.Latest())
	if err != nil {
		return 0, err
	}
	limit, err := planner.CapGas(most, used, most)
	if err != nil {
		return 0, failure.New(failure.Refused, "gas.cap", "%s", err).Because(err).WithHint("%s", waysOut(r.Record.ID()))
	}
	return limit, nil
}

// transferLimit is more where the chain counts the data in gas, as Arbitrum does, or
// the account has code.
func (r *replacement) transferLimit(ctx context.Context) uint64 {
	from := r.call.Intent.From
	used, err := r.Client.EstimateGas(ctx, ops.Call{From: from, To: from}, chain.Latest())
	if err != nil || used <= transferGas {
		return transferGas
	}
	return min(used*r.Settings.GasEstimateMultiplier/100, chain.TransactionGas)
}
