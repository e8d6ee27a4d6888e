package opstest

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Addition is for a pool whose swaps, joins and exits are enabled.
func Addition() ops.AddToken {
	return ops.AddToken{Doors: ops.Doors{Closing: ops.ByJoinsExits, Swaps: true, JoinsExits: true}, Token: common.HexToAddress("0x0101"), Weight: units.FixedFrom(10 * 1e16), AssetManager: common.HexToAddress("0xa5"),
		Deposit: Amount(5e6, 6), Mint: Amount(0, 18), MintTo: common.HexToAddress("0xa5")}
}

// AtOnce is the same addition by one Safe, which is owner and asset manager.
func AtOnce(pool *ops.Snapshot, op ops.AddToken) ops.AddToken {
	op.Doors = ops.DoorsOf(pool, ops.AtOnce)
	return op
}

// Frozen is a freeze of the pool's weights, planned 12 seconds after Now, that ends within this time.
func Frozen(t *testing.T, pool *ops.Snapshot, within units.Time) ops.FreezeWeights {
	t.Helper()
	op, err := ops.Freeze(pool, Now+12, Now+within)
	if err != nil {
		t.Fatal(err)
	}
	return op
}

// PlanAt plans the operation for a block of this time.
func PlanAt(t *testing.T, op ops.Operation, pool *ops.Snapshot, at units.Time) *ops.Plan {
	t.Helper()
	plan, err := op.Plan(pool, at)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// Watched gives each holding that an operation watches this balance.
func Watched(s *ops.Snapshot, op ops.Watching, balance units.Amount) *ops.Snapshot {
	next := s.Clone()
	for _, key := range op.Watch(s).Holdings {
		next.Holdings = append(next.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "NEW", Decimals: balance.Decimals, Balance: balance, Allowance: Amount(0, balance.Decimals)})
	}
	return next
}
