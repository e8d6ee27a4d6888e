package main

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/network"
)

// fees are what the node proposes, in the form that the transaction has, with the
// flags laid over it, and which of the payers hold nothing to pay them with. What the
// flags settle is not asked for.
func (pl *planner) fees(ctx context.Context, client *chain.Client, on network.ID, flags offerFlags, payers []common.Address) (chain.Fees, []common.Address, error) {
	if !flags.legacy {
		fees, poor, err := client.FeesFor(ctx, payers, !flags.tip.given)
		return flags.on(atLeast(fees, on)), poor, tellsNoFee(err)
	}
	var fees chain.Fees
	if !flags.gasPrice.given {
		var err error
		if fees, err = client.LegacyFees(ctx); err != nil {
			return fees, nil, tellsNoFee(err)
		}
	}
	fees = flags.on(fees)
	poor, err := client.Penniless(ctx, payers)
	if err != nil {
		pl.ui.Detail("whether the sender can pay for gas is not known: %s", err)
	}
	return fees, poor, nil
}

// newTransaction makes a transaction of type 2, or of type 0 with --legacy, for
// chains without EIP-1559: that one's gas price is the fee cap.
func newTransaction(tx *types.DynamicFeeTx, legacy bool) *types.Transaction {
	if !legacy {
		return types.NewTx(tx)
	}
	return types.NewTx(&types.LegacyTx{Nonce: tx.Nonce, GasPrice: tx.GasFeeCap, Gas: tx.Gas, To: tx.To, Value: tx.Value, Data: tx.Data})
}
