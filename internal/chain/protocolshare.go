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

// aumFeeType is the AUM fee among the kinds of fees of which a pool caches the protocol's share.
const aumFeeType = 3

// ProtocolShare is the protocol's share of AUM fees that a pool would have if its cache were
// updated on a block. The node tries the update: the pool does not say where the shares come
// from. A pool that refuses the update gives the share that it has.
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
		return units.Fixed{}, m.notSimulated(errForm)
	}
	return units.Fixed(*new(uint256.Int).SetBytes(tried[1].Answer)), nil
}
