package chain

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/managedpool"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// aumFeeType is the AUM fee's number among the fee types whose protocol share a pool caches.
const aumFeeType = 3

// ProtocolShare is the protocol's share of AUM fees that a pool would have after updating its cache
// on a block. It simulates the update, because the pool does not say where the shares come from. If
// the pool refuses the update, the result is its current share.
func (m simulator) ProtocolShare(ctx context.Context, pool, from common.Address, on ops.Block) (units.Fixed, error) {
	abi := managedpool.NewManagedPool()
	tried, err := m.TryInRow(ctx, []ops.Call{
		{From: from, To: pool, Data: abi.PackUpdateProtocolFeePercentageCache()},
		{From: from, To: pool, Data: abi.PackGetProtocolFeePercentageCache(big.NewInt(aumFeeType))},
	}, on)
	if err != nil {
		return units.Fixed{}, err
	}
	if tried[1].Revert != nil || len(tried[1].Answer) != 32 {
		return units.Fixed{}, m.run.notSimulated(errForm)
	}
	return units.Fixed(*new(uint256.Int).SetBytes(tried[1].Answer)), nil
}
