package exposure

import (
	"testing"

	"mpool/internal/ops/tokenset/tokentest"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
)

// A pool with almost none of a token is not opened, and its balance implies no price.
func TestDustIsNotOpened(t *testing.T) {
	op, pool := sizedAddition(t)
	state := opstest.PlanAt(t, op, pool, pool.Block.Time+12).Predicted.Clone()
	state.Tokens[3].Cash = opstest.Amount(1, 6)
	state.Pool.SwapEnabled = false
	state = opstest.Settled(t, state)
	plan := opstest.PlanAt(t, ops.Open{Doors: ops.Doors{Closing: ops.AsFound, Swaps: true, JoinsExits: true}}, state, state.Block.Time+12)
	if !coded(plan.Findings, "doors.empty") {
		t.Errorf("%+v", plan.Findings)
	}
	m := SpotMarket(state)
	if m.Imply(op.Token, state); m.Has(op.Token) {
		t.Error("one smallest unit implies a price")
	}
}

// A batch in one transaction that deposits almost nothing is refused, whatever price the deposit
// implies.
func TestDustDepositIsRefused(t *testing.T) {
	for deposit, refused := range map[uint64]bool{1: true, 5e6: false} {
		op, pool := sizedAddition(t)
		pool.Pool.OwnerKind, pool.Pool.Owner = ops.OwnerSafe, op.AssetManager
		op = tokentest.AtOnce(pool, op)
		op.Deposit = opstest.Amount(deposit, 6)
		plan := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
		if found := Check(pool, plan); coded(found, exposureDust) != refused {
			t.Errorf("%d: %+v", deposit, found)
		}
	}
}
