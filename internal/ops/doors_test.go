package ops_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"mpool/internal/ops/tokenset/tokentest"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
)

// doorState is the state of a pool's doors, for comparison.
func doorState(s *ops.Snapshot) string {
	return fmt.Sprint(s.Pool.SwapEnabled, s.Pool.JoinExitEnabled, s.Pool.MustAllowlistLPs, s.Members)
}

// shutCase is a pool with doors in any combination, with an operation that shuts them.
func shutCase(dice *rand.Rand) (ops.Operation, *ops.Snapshot) {
	pool := opstest.Pool(50, 30, 20)
	coin := func() bool { return dice.IntN(2) == 0 }
	pool.Pool.SwapEnabled, pool.Pool.MustAllowlistLPs = coin(), coin()
	if coin() {
		pool.Pool.Generation = ops.V1
	} else {
		pool.Pool.JoinExitEnabled = coin()
	}
	if coin() {
		pool.Pool.Owner = pool.Tokens[0].AssetManager
	}
	d := ops.DoorsOf(pool, ops.UsualClosing(pool, coin()))
	if d.Closing == ops.ByAllowlist {
		for i := range dice.IntN(4) {
			d.Members = append(d.Members, common.Address{0xee, byte(i)})
		}
		d.Suspend = coin()
		d.Trust = !d.Suspend
	}
	for _, m := range d.Members {
		pool.Members = append(pool.Members, ops.Member{Address: m, Allowed: true})
	}
	if coin() {
		op := tokentest.Addition()
		op.Doors = d
		pool = opstest.Watched(pool, op, opstest.Amount(9e6, 6))
		if coin() {
			pool.Holdings[0].Allowance = opstest.Amount(3, 6)
		}
		return op, pool
	}
	op := tokenset.RemoveToken{Token: pool.Tokens[1].Address, AssetManager: pool.Tokens[1].AssetManager, Burn: opstest.Amount(1e9, 18), Doors: d}
	return op, opstest.Watched(pool, op, opstest.Amount(2e9, 18))
}

// leaks says whether a stranger, or a member that is not trusted, can trade or join.
func leaks(s *ops.Snapshot, d ops.Doors) bool {
	joins := s.Pool.JoinExitEnabled
	if joins && s.Pool.MustAllowlistLPs {
		joins = false
		for _, m := range s.Members {
			joins = joins || m.Allowed && !d.Trust
		}
	}
	return s.Pool.SwapEnabled || joins
}

// emptied says whether a token has no balance.
func emptied(s *ops.Snapshot) bool {
	for _, t := range s.Tokens {
		if t.Empty() {
			return true
		}
	}
	return false
}

// TestSoakDoors plans additions and removals for pools with doors in all combinations, and plans
// again after each call. The remaining calls must be the same, no one may get in while a token has
// no balance, and at the end the doors are as before. MPOOL_SOAK=1 uses more pools, MPOOL_SEED
// other dice.
func TestSoakDoors(t *testing.T) {
	n, seed := 300, uint64(1)
	if os.Getenv("MPOOL_SOAK") != "" {
		n = 20_000
	}
	if text := os.Getenv("MPOOL_SEED"); text != "" {
		seed, _ = strconv.ParseUint(text, 10, 64)
	}
	dice, states := rand.New(rand.NewPCG(seed, 12)), 0
	for range n {
		op, pool := shutCase(dice)
		d, _ := ops.ShutDoors(op)
		first, err := op.Plan(pool, pool.Block.Time+12)
		if err != nil || first.Refused() {
			t.Fatalf("MPOOL_SEED=%d: %v %+v", seed, err, first)
		}
		for i, after := range first.After {
			states++
			if emptied(after) && leaks(after, d) {
				t.Fatalf("MPOOL_SEED=%d: after call %d of %+v anybody can come in: %s", seed, i+1, op, doorState(after))
			}
			rest, err := op.Plan(after, after.Block.Time+12)
			if err != nil || rest.Refused() || len(rest.Calls) != len(first.Calls)-i-1 || len(first.Stale(rest)) > 0 {
				t.Fatalf("MPOOL_SEED=%d: after call %d of %+v: %v, %d calls are left, %v", seed, i+1, op, err, len(rest.Calls), first.Stale(rest))
			}
		}
		if was, is := doorState(pool), doorState(first.Predicted); was != is {
			t.Fatalf("MPOOL_SEED=%d: %+v: the doors were %s and are %s", seed, op, was, is)
		}
	}
	t.Logf("MPOOL_SEED=%d: %d plans, %d states between their calls: none open, all doors as before", seed, n, states)
}

// Members without a decision are listed, and too many are refused.
func TestDoorsOfMembers(t *testing.T) {
	op := tokentest.Addition()
	pool := opstest.Pool(50, 30, 20)
	pool.Pool.Generation = ops.V1
	op.Doors = ops.DoorsOf(pool, ops.ByAllowlist)
	for i := range ops.MostMembers + 1 {
		op.Doors.Members = append(op.Doors.Members, common.Address{0xee, byte(i)})
	}
	many := op
	many.Doors.Trust = true
	op.Doors.Members = op.Doors.Members[:2]
	for _, test := range []tokenset.AddToken{op, many} {
		plan := opstest.PlanAt(t, test, opstest.Watched(pool, test, opstest.Amount(9e6, 6)), pool.Block.Time+12)
		if !plan.Refused() || plan.Findings[0].Code != "doors.members" || !strings.Contains(plan.Findings[0].Hint, ops.AtomicWay) {
			t.Errorf("%d members: %+v", len(test.Doors.Members), plan.Findings)
		}
	}
}

// A plan of several transactions is refused if nothing shuts the pool.
func TestDoorsOpen(t *testing.T) {
	pool := opstest.Pool(50, 30, 20)
	op := tokentest.AtOnce(pool, tokentest.Addition())
	plan := opstest.PlanAt(t, op, opstest.Watched(pool, op, opstest.Amount(9e6, 6)), pool.Block.Time+12)
	if !plan.Refused() || plan.Findings[0].Code != "doors.open" {
		t.Errorf("%+v", plan.Findings)
	}
}

// Calls that open the pool are not signed before the token has its balance, or is removed.
func TestHeld(t *testing.T) {
	op := tokentest.Addition()
	pool := opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(9e6, 6))
	plan := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
	if held := plan.Held(); held != len(plan.Calls)-2 {
		t.Errorf("%d of %d calls", held, len(plan.Calls))
	}
	rest := opstest.PlanAt(t, op, plan.After[len(plan.Calls)-3], pool.Block.Time+24)
	if len(rest.Calls) != 2 || rest.Held() != 2 || !rest.Opens() {
		t.Errorf("what is left opens it, and is signed: %d of %d", rest.Held(), len(rest.Calls))
	}
}

// Doors that someone else has changed stay so, and the others are opened.
func TestLeaving(t *testing.T) {
	op := tokentest.Addition()
	pool := opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(9e6, 6))
	plan := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
	deposited := plan.After[len(plan.Calls)-3]
	left := plan.Leaving([]ops.Door{{Kind: ops.SwapDoor}})
	rest := opstest.PlanAt(t, left.Operation, deposited, pool.Block.Time+24)
	if len(rest.Calls) != 1 || rest.Predicted.Pool.SwapEnabled || !rest.Predicted.Pool.JoinExitEnabled {
		t.Errorf("%d calls, %s", len(rest.Calls), doorState(rest.Predicted))
	}
	if reasons := left.Stale(rest); len(reasons) > 0 {
		t.Error(reasons)
	}
}

// A pool that is shut after an alarm is opened to its former state.
func TestShutAndOpen(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		with, pool := shutCase(dice)
		d, _ := ops.ShutDoors(with)
		shut := opstest.PlanAt(t, ops.Shut{Doors: d}, pool, pool.Block.Time+12)
		if leaks(shut.Predicted, ops.Doors{Trust: !d.Suspend}) {
			t.Fatalf("%+v: %s", d, doorState(shut.Predicted))
		}
		open := opstest.PlanAt(t, ops.Open{Doors: d}, shut.Predicted, pool.Block.Time+24)
		if was, is := doorState(pool), doorState(open.Predicted); was != is {
			t.Fatalf("%+v: was %s and is %s", d, was, is)
		}
		if len(open.Calls) != len(shut.Calls) {
			t.Errorf("%d calls shut it, %d open it", len(shut.Calls), len(open.Calls))
		}
	}
}
