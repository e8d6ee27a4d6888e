package execution

import "github.com/ethereum/go-ethereum/core/types"

// NewTransaction makes a transaction of type 2, or of type 0 with --legacy, for
// chains without EIP-1559: that one's gas price is the fee cap.
func NewTransaction(tx *types.DynamicFeeTx, legacy bool) *types.Transaction {
	if !legacy {
		return types.NewTx(tx)
	}
	return types.NewTx(&types.LegacyTx{Nonce: tx.Nonce, GasPrice: tx.GasFeeCap, Gas: tx.Gas, To: tx.To, Value: tx.Value, Data: tx.Data})
}
