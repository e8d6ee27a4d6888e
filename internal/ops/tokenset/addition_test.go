package tokenset

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/units"
)

// anAddition is for a pool whose swaps, joins and exits are enabled.
func anAddition() AddToken {
	return AddToken{Doors: ops.Doors{Closing: ops.ByJoinsExits, Swaps: true, JoinsExits: true}, Token: common.HexToAddress("0x0101"), Weight: units.FixedFrom(10 * 1e16), AssetManager: common.HexToAddress("0xa5"),
		Deposit: opstest.Amount(5e6, 6), Mint: opstest.Amount(0, 18), MintTo: common.HexToAddress("0xa5")}
}

// atOnce is the same addition by one Safe, which is owner and asset manager.
func atOnce(pool *ops.Snapshot, op AddToken) AddToken {
	op.Doors = ops.DoorsOf(pool, ops.AtOnce)
	return op
}
