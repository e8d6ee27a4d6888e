package exposure

import (
	"math/big"
	"testing"

	"mpool/internal/ops/tokenset/tokentest"

	"github.com/holiman/uint256"

	"mpool/internal/exposure/thief"
	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/opstest"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// managedPool is a pool with half of the first token outside, with its asset manager.
func managedPool(t *testing.T) *ops.Snapshot {
	t.Helper()
	pool := opstest.Settled(t, opstest.Pool(50, 30, 20))
	half := opstest.Amount(25_000e6, 6)
	pool.Tokens[0].Cash, pool.Tokens[0].Managed = half, half
	pool.Fees.StartSwapFee, pool.Fees.EndSwapFee, pool.Fees.SwapFee = units.FixedFrom(1e12), units.FixedFrom(1e12), units.FixedFrom(1e12)
	return pool
}

// reporting is the asset manager's report of the managed balance of the first token.
func reporting(pool *ops.Snapshot, raw uint64) assetmanager.ManageBalance {
	token := pool.Tokens[0]
	return assetmanager.ManageBalance{Way: assetmanager.UpdateBalance, Tokens: []assetmanager.ManagedBalance{{Token: token.Address, Amount: opstest.Amount(raw, 6), Managed: token.Managed, AssetManager: token.AssetManager}}}
}

// pushedBy is the gain of someone who trades before and after a report. With sells zero it first
// buys all cash of the first token; else it first sells it sells times its balance.
func pushedBy(t *testing.T, pool, after *ops.Snapshot, m Market, sells uint64) *big.Int {
	t.Helper()
	th := thief.New(pool)
	if sells == 0 {
		buysCash(th, t, pool)
	}
	for range sells * 4 {
		amount := pool.Tokens[0].Balance().Raw
		if err := th.Swap(poolmath.Swap{In: 0, Out: 1, Amount: *new(uint256.Int).Rsh(&amount, 2)}); err != nil {
			t.Fatal(err)
		}
	}
	follow(th, pool, after)
	arbitrage(th, pool, m)
	return th.Loot(pool, m)
}

// buysCash buys all cash of the first token, so that only its managed balance remains.
func buysCash(t *thief.Thief, test *testing.T, pool *ops.Snapshot) {
	for {
		left := new(uint256.Int).Sub(&t.Pool.Tokens[0].Balance, &pool.Tokens[0].Managed.Raw)
		if left.IsZero() {
			return
		}
		most := new(uint256.Int).Div(&t.Pool.Tokens[0].Balance, uint256.NewInt(4))
		if left.Lt(most) {
			most = left
		}
		if err := t.Swap(poolmath.Swap{In: 1, Out: 0, GivenOut: true, Amount: *most}); err != nil {
			test.Fatal(err)
		}
	}
}

// Someone who buys a token's cash before its asset manager reports a loss takes far more than from
// the state after the report. Shutting the pool meanwhile changes nothing. The gain stays within
// the bound.
func TestReportIsPushed(t *testing.T) {
	pool := managedPool(t)
	doors := ops.DoorsOf(pool, ops.ByJoinsExits)
	for reported, least := range map[uint64]float64{1000: 0.99, 12_500e6: 0.1, 24_750e6: 0.0009} {
		for _, shut := range []bool{false, true} {
			var op ops.Operation = reporting(pool, reported)
			if shut {
				op = ops.Series{Parts: []ops.Nested{{Operation: ops.Shut{Doors: doors}}, {Operation: op}, {Operation: ops.Open{Doors: doors.AsFound()}}}}
			}
			plan := opstest.PlanAt(t, op, opstest.Watched(pool, op.(ops.Watching), opstest.Amount(1e18, 6)), pool.Block.Time+12)
			x, err := exposed(pool, plan)
			if err != nil {
				t.Fatal(err)
			}
			loot := pushedBy(t, pool, plan.Predicted, x.Market, 0)
			_, sum := x.Market.values(plan.Predicted)
			taken := opstest.Float(shareUp(loot, sum))
			if bound := opstest.Float(x.Pushed.Down); taken < least || taken > bound || bound > 1.0001*taken+0.001 {
				t.Errorf("%d reported, shut %v: %v is taken, and the bound is %v; without the push it is %v", reported, shut, taken, bound, opstest.Float(x.End.Within))
			}
			found := Check(pool, plan)
			if !says(found, exposurePush) || plan.Exposes == nil || opstest.Float(*plan.Exposes) < taken {
				t.Errorf("%d reported, shut %v: %v, %+v", reported, shut, plan.Exposes, found)
			}
		}
	}
}

// If the whole managed balance is lost, the whole pool is.
func TestLossOfAllIsPushed(t *testing.T) {
	pool := managedPool(t)
	plan := opstest.PlanAt(t, reporting(pool, 0), opstest.Watched(pool, reporting(pool, 0), opstest.Amount(1e18, 6)), pool.Block.Time+12)
	if found := Check(pool, plan); !says(found, exposurePush) || opstest.Float(*plan.Exposes) < 0.999999 {
		t.Errorf("%v, %+v", plan.Exposes, found)
	}
}

// If nobody can join, someone who sells the token first takes a reported yield.
func TestYieldIsPushed(t *testing.T) {
	pool := managedPool(t)
	pool.Pool.MustAllowlistLPs = true
	plan := opstest.PlanAt(t, reporting(pool, 30_000e6), opstest.Watched(pool, reporting(pool, 0), opstest.Amount(1e18, 6)), pool.Block.Time+12)
	x, err := exposed(pool, plan)
	if err != nil {
		t.Fatal(err)
	}
	loot := pushedBy(t, pool, plan.Predicted, x.Market, 40)
	_, sum := x.Market.values(plan.Predicted)
	if taken, bound := opstest.Float(shareUp(loot, sum)), opstest.Float(x.Pushed.Up); taken > bound || taken < 0.9*bound || x.Gift != (units.Fixed{}) {
		t.Errorf("%v is taken, and the bound is %v; the gift %v", taken, bound, x.Gift)
	}
	if !says(Check(pool, plan), exposurePush) {
		t.Errorf("nothing is said of it")
	}
}

// Moving a balance from cash to managed cannot be exploited like this, nor can adding a token.
func TestNothingToPush(t *testing.T) {
	pool := managedPool(t)
	token := pool.Tokens[0]
	withdrawal := assetmanager.ManageBalance{Way: assetmanager.WithdrawBalance, Tokens: []assetmanager.ManagedBalance{{Token: token.Address, Amount: opstest.Amount(1e9, 6), Managed: token.Managed, AssetManager: token.AssetManager}}}
	for _, op := range []ops.Watching{withdrawal, tokentest.Addition()} {
		plan := opstest.PlanAt(t, op.(ops.Operation), opstest.Watched(pool, op, opstest.Amount(1e18, 6)), pool.Block.Time+12)
		if found := Check(pool, plan); plan.Refused() || says(found, exposurePush) {
			t.Errorf("%s: %+v, %+v", plan.Operation.Name(), plan.Findings, found)
		}
	}
}

func says(found []ops.Finding, code string) bool {
	for _, f := range found {
		if f.Code == code {
			return true
		}
	}
	return false
}

// A token that is added while the pool is shut cannot be traded before its deposit: nobody can sell
// a token to a pool that does not have it.
func TestAdditionBehindDoorsIsNotPushed(t *testing.T) {
	for _, closing := range []ops.Closing{ops.ByAllowlist, ops.ByJoinsExits} {
		op, pool := sizedAddition(t)
		op.Doors = ops.DoorsOf(pool, closing)
		plan := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
		if x, err := exposed(pool, plan); err != nil || plan.Refused() || x.Pushed.Up != (units.Fixed{}) || x.Pushed.Down != (units.Fixed{}) {
			t.Errorf("%s: %+v, %v, %+v", closing, x.Pushed, err, plan.Findings)
		}
	}
}
