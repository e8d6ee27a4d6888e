package execution

import (
	"context"

	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// transferGas is what a transaction of nothing uses on most chains.
const transferGas = 21_000

// replacementGas is the gas limit of what takes a transaction's place: what a transfer
// of nothing needs where it cancels, else that of the old one, which no node takes
// where it is above what one transaction may be allowed.
func (s *Sender) replacementGas(ctx context.Context, call *journal.Call, old *types.Transaction, blockGas uint64, cancels bool) (uint64, error) {
	if cancels {
		return s.transferLimit(ctx, call), nil
	}
	most := planner.MostGas(blockGas)
	if old.Gas() <= most {
		return old.Gas(), nil
	}
	used, err := s.Client.EstimateGas(ctx, s.Plan.Calls[call.Intent.Step], chain.Latest())
	if err != nil {
		return 0, err
	}
	limit, err := planner.CapGas(most, used, most)
	if err != nil {
		return 0, failure.New(failure.Refused, "gas.cap", "%s", err).Because(err).WithHint("%s", waysOut(s.Record.ID()))
	}
	return limit, nil
}

// transferLimit is more where the chain counts the data in gas, as Arbitrum does, or
// the account has code.
func (s *Sender) transferLimit(ctx context.Context, call *journal.Call) uint64 {
	from := call.Intent.From
	used, err := s.Client.EstimateGas(ctx, ops.Call{From: from, To: from}, chain.Latest())
	if err != nil || used <= transferGas {
		return transferGas
	}
	return min(used*s.Settings.GasEstimateMultiplier/100, chain.TransactionGas)
}
