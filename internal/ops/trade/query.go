package trade

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/vault"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Query asks the Vault for the amounts of a swap by Vault.queryBatchSwap. mpool calls it and never
// sends it. The query does not check limit, deadline and funds.
func (op Swap) Query(pool *ops.Snapshot) ops.Call {
	kind := uint8(0)
	if op.GivenOut {
		kind = 1
	}
	data := vault.NewVault().PackQueryBatchSwap(kind, []vault.IVaultBatchSwapStep{{
		PoolId: pool.Pool.ID, AssetInIndex: new(big.Int), AssetOutIndex: big.NewInt(1), Amount: op.Amount.Raw.ToBig(), UserData: []byte{},
	}}, []common.Address{op.In, op.Out}, vault.IVaultFundManagement{Sender: op.Sender, Recipient: op.Recipient})
	return ops.Call{From: op.Sender, To: pool.Pool.Vault, Data: data, Method: "queryBatchSwap(uint8,(bytes32,uint256,uint256,uint256,bytes)[],address[],(address,bool,address,bool))"}
}

// Answers says whether the answer to Query has these amounts.
func (op Swap) Answers(answer []byte, in, out units.Amount) bool {
	deltas, err := vault.NewVault().UnpackQueryBatchSwap(answer)
	if err != nil || len(deltas) != 2 {
		return false
	}
	gets := new(big.Int).Neg(deltas[1])
	return deltas[0].Cmp(in.Raw.ToBig()) == 0 && gets.Cmp(out.Raw.ToBig()) == 0
}
