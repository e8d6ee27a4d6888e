package execution

import (
	"context"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
	"mpool/internal/units"
)

// transferGas is what an empty transaction uses on most chains.
const transferGas = 21_000

// gas returns the gas limit of a replacement: that of an empty transfer for a cancellation,
// otherwise the old limit. Nodes refuse a limit above the maximum for one transaction, so a larger
// old limit is lowered if the call still fits.
func (r *replacement) gas(ctx context.Context, blockGas uint64) (uint64, error) {
	if r.cancels {
		return r.transferLimit(ctx), nil
	}
	most := planner.MostGas(blockGas)
	if r.old.Gas() <= most {
		return r.old.Gas(), nil
	}
	used, err := r.sender.Client.EstimateGas(ctx, r.sender.Plan.Calls[r.call.Intent.Step], chain.Latest())
	if err != nil {
		return 0, err
	}
	limit, err := planner.CapGas(most, used, most)
	if err != nil {
		return 0, failure.New(failure.Refused, "gas.cap", "%s", err).Because(err).WithHint("%s", waysOut(r.sender.Record.ID()))
	}
	return limit, nil
}

// transferLimit is above transferGas if the chain charges gas for data, such as Arbitrum, or if the
// account has code.
func (r *replacement) transferLimit(ctx context.Context) uint64 {
	from := r.call.Intent.From
	used, err := r.sender.Client.EstimateGas(ctx, ops.Call{From: from, To: from}, chain.Latest())
	if err != nil || used <= transferGas {
		return transferGas
	}
	return min(used*r.sender.engine.Settings.GasEstimateMultiplier/100, chain.TransactionGas)
}

// holdRise refuses a replacement whose priority fee, by the node, is far above that of what it replaces, if
// nobody answers for it: it is paid in full, whatever the block asks for.
func (r *replacement) holdRise(most, was units.Wei) error {
	flags := r.sender.Flags
	if !flags.Yes || flags.Offer.GasPrice.Given || flags.Offer.Tip.Given || r.sender.engine.Settings.Demanded("max_fee_per_gas") || !planner.FarDearer(most, was) {
		return nil
	}
	coin := r.sender.coin()
	return failure.New(failure.Refused, "gas.rise", "the replacement would pay a priority fee of at most %s %s, more than %d times that of what it replaces, %s %s", text.Most(most.String()), coin, planner.FeeRise, text.Most(was.String()), coin).
		WithHint("compare it with another node; if the chain is that dear, set --priority-gas-price, or answer at a terminal, without --yes")
}

// tipOf is the most that a transaction can pay to the block's proposer; of type 0 that is all of its fee.
func tipOf(tx *types.Transaction) units.Wei {
	return units.Wei(*uint256.MustFromBig(tx.GasTipCap())).Times(tx.Gas())
}
