package tokenset

import (
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/units"
)

// TestAdditionGoesOn plans again after each call. The remaining calls must be exactly the rest of:
// disable swaps, joins and exits, add, approve twice, deposit, enable both.
func TestAdditionGoesOn(t *testing.T) {
	op := anAddition()
	pool := opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(9e6, 6))
	pool.Holdings[0].Allowance = opstest.Amount(3, 6)
	goesOn(t, op, pool, 8)
}

// TestRemovalGoesOn does the same with a removal.
func TestRemovalGoesOn(t *testing.T) {
	pool := opstest.Pool(50, 30, 20)
	pool.Tokens[0].Managed = opstest.Amount(77, 6)
	op := RemoveToken{Token: pool.Tokens[0].Address, AssetManager: pool.Tokens[0].AssetManager, Burn: opstest.Amount(1e9, 18), Doors: ops.DoorsOf(pool, ops.ByJoinsExits)}
	goesOn(t, op, opstest.Watched(pool, op, opstest.Amount(2e9, 18)), 6)
}

func goesOn(t *testing.T, op ops.Operation, pool *ops.Snapshot, calls int) {
	t.Helper()
	first, err := op.Plan(pool, pool.Block.Time+12)
	if err != nil || len(first.Calls) != calls {
		t.Fatalf("%v, %d calls, want %d: %+v", err, len(first.Calls), calls, first.Findings)
	}
	for i, after := range first.After {
		plan, err := op.Plan(after, after.Block.Time+12)
		if err != nil || plan.Refused() || len(plan.Calls) != calls-i-1 {
			t.Fatalf("after %d of %d calls: %v, %d calls, %+v", i+1, calls, err, len(plan.Calls), plan.Findings)
		}
		if reasons := first.Stale(plan); len(reasons) > 0 {
			t.Errorf("after %d of %d calls: %v", i+1, calls, reasons)
		}
	}
}

// TestAdditionOfAnother checks that a token of the same address with other properties is not taken
// for the operation's.
func TestAdditionOfAnother(t *testing.T) {
	changes := map[string]func(*ops.Token){
		"another weight": func(t *ops.Token) {
			t.Weight, t.StartWeight, t.EndWeight = units.FixedFrom(11e16), units.FixedFrom(11e16), units.FixedFrom(11e16)
		},
		"another asset manager": func(t *ops.Token) { t.AssetManager = common.HexToAddress("0xee") },
		"five times as much":    func(t *ops.Token) { t.Cash = opstest.Amount(25e6, 6) },
		"next to none":          func(t *ops.Token) { t.Cash = opstest.Amount(1, 6) },
	}
	for name, change := range changes {
		op := anAddition()
		pool := opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(9e6, 6))
		plan, err := op.Plan(pool, pool.Block.Time+12)
		if err != nil {
			t.Fatal(err)
		}
		change(&plan.Predicted.Tokens[3])
		plan, err = op.Plan(plan.Predicted, pool.Block.Time+24)
		if err != nil || !plan.Refused() || plan.Findings[0].Code != "BAL#522" {
			t.Errorf("%s: %v %+v", name, err, plan)
		}
	}
}

// TestAdditionTradedSince plans again after others have traded, joined and exited, and the asset
// manager has invested. There is nothing left to do, whichever way the pool was shut.
func TestAdditionTradedSince(t *testing.T) {
	changes := map[string]func(*ops.Token){
		"more":             func(t *ops.Token) { t.Cash = opstest.Amount(6e6, 6) },
		"less":             func(t *ops.Token) { t.Cash = opstest.Amount(49e5, 6) },
		"with the manager": func(t *ops.Token) { t.Cash, t.Managed = opstest.Amount(1e6, 6), opstest.Amount(4e6, 6) },
		"four times":       func(t *ops.Token) { t.Cash = opstest.Amount(20e6, 6) },
		"a quarter":        func(t *ops.Token) { t.Cash = opstest.Amount(125e4, 6) },
	}
	for name, change := range changes {
		for _, one := range []bool{false, true} {
			op, pool := anAddition(), opstest.Pool(50, 30, 20)
			if one {
				pool.Pool.OwnerKind, pool.Pool.Owner = ops.OwnerSafe, op.AssetManager
				op = atOnce(pool, op)
			}
			plan := opstest.PlanAt(t, op, opstest.Watched(pool, op, opstest.Amount(9e6, 6)), pool.Block.Time+12)
			after := plan.After[len(plan.After)-1]
			change(&after.Tokens[3])
			plan = opstest.PlanAt(t, op, after, pool.Block.Time+24)
			if plan.Refused() || len(plan.Calls) != 0 {
				t.Errorf("%s, one Safe %v: %d calls are left, %+v", name, one, len(plan.Calls), plan.Findings)
			}
			total := after.Tokens[3].Balance()
			if said := len(plan.Findings) == 1 && plan.Findings[0].Code == "deposit.traded"; said == (total.Raw == op.Deposit.Raw) {
				t.Errorf("%s, one Safe %v: %+v", name, one, plan.Findings)
			}
		}
	}
}

// TestThereAndBack adds a token of a random weight x and removes it. Then each other weight w but
// the last is at most n * w / (1-x) + 1 wei above and 1 / (1-x) + 1 wei below its old value. The
// last one takes the rest.
func TestThereAndBack(t *testing.T) {
	dice, done := rand.New(rand.NewPCG(1, 2)), 0
	for range 5000 {
		pool := opstest.Pool(37, 1+dice.Uint64N(20), 13, 1+dice.Uint64N(9), 1)
		rest := uint64(1e18)
		for i := range pool.Tokens[1:] {
			rest -= pool.Tokens[i+1].Weight.Int().Uint64() + uint64(i)
			setWeight(&pool.Tokens[i+1], pool.Tokens[i+1].Weight.Int().Uint64()+uint64(i))
		}
		setWeight(&pool.Tokens[0], rest)
		op := anAddition()
		x := 1e16 + dice.Uint64N(5e16)
		if op.Weight = units.FixedFrom(x); dice.IntN(2) == 0 {
			setWeight(&pool.Tokens[0], rest-2e17)
			setWeight(&pool.Tokens[4], pool.Tokens[4].Weight.Int().Uint64()+2e17)
		}
		there := pool.Clone()
		there.Holdings = opstest.Watched(pool, op, opstest.Amount(9e6, 6)).Holdings
		if err := op.add(there); err != nil {
			continue // the smallest weight would be below the minimum
		}
		if err := there.Settle(); err != nil {
			t.Fatal(err)
		}
		if err := (RemoveToken{Token: op.Token}).remove(there); err != nil {
			t.Fatal(err)
		}
		done++
		for i, token := range there.Tokens {
			was, is := float64(0), int64(token.StartWeight.Int().Uint64())-int64(pool.Tokens[i].Weight.Int().Uint64())
			was = float64(pool.Tokens[i].Weight.Int().Uint64()) / 1e18
			kept := 1 - float64(x)/1e18
			above, below := int64(5*was/kept)+1, int64(1/kept)+1
			if i == len(there.Tokens)-1 {
				above, below = 5*below, 5*above
			}
			if token.Address != pool.Tokens[i].Address || is > above || -is > below {
				t.Fatalf("token %d of weight %s is %d wei off after %d", i, pool.Tokens[i].Weight, is, x)
			}
		}
	}
	if done < 1000 {
		t.Errorf("only %d tokens fitted", done)
	}
}

func setWeight(t *ops.Token, weight uint64) {
	t.Weight, t.StartWeight, t.EndWeight = units.FixedFrom(weight), units.FixedFrom(weight), units.FixedFrom(weight)
}
