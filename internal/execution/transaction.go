package execution

import "github.com/ethereum/go-ethereum/core/types"

// NewTransaction returns a transaction of type 2. With legacy it has type 0, for chains without
// EIP-1559, and the fee cap is its gas price.
func NewTransaction(tx *types.DynamicFeeTx, legacy bool) *types.Transaction {
	if !legacy {
		return types.NewTx(tx)
	}
	return types.NewTx(&types.LegacyTx{Nonce: tx.Nonce, GasPrice: tx.GasFeeCap, Gas: tx.Gas, To: tx.To, Value: tx.Value, Data: tx.Data})
}
