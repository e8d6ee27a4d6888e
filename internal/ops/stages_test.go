package ops

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// planned is the plan of an operation, mined ten seconds after the pool's block.
func planned(t *testing.T, op Operation, pool *Snapshot) *Plan {
	t.Helper()
	plan, err := op.Plan(pool, testNow+10)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func findingCodes(plan *Plan) (codes []string) {
	for _, finding := range plan.Findings {
		codes = append(codes, finding.Code)
	}
	return codes
}

func percent(t *testing.T, text string) units.Fixed {
	t.Helper()
	value, err := units.ParsePercent(text)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// everyStaged has one operation of each kind that uses stages. None is done already in the v2 test
// pool.
func everyStaged(t *testing.T) []Operation {
	usdc := common.BytesToAddress([]byte{2})
	return []Operation{
		RampSwapFee{Start: testNow, End: testNow + 1000, From: percent(t, "2%"), To: percent(t, "1%")},
		SetSwapFee{percent(t, "2%"), testNow + 1000},
		SetSwaps{},
		SetJoinsExits{},
		SetAumFee{percent(t, "2%")},
		SetBreakers{[]BreakerBounds{{usdc, units.FixedFrom(1e18), percent(t, "80%"), percent(t, "150%")}}},
		ClearBreakers{[]common.Address{usdc}},
	}
}

func stagedPool() *Snapshot {
	pool := testPool()
	pool.Pool.Generation = V2
	pool.Tokens[1].Cash.Raw = *units.FixedFrom(3e8).Int() // a BPT price of 1, scaled or not
	pool.Tokens[1].Breaker = &Breaker{BptPrice: units.FixedFrom(1e18), ReferenceWeight: units.FixedFrom(2e17), LowerBound: units.FixedFrom(8e17)}
	return pool
}

// Owner's calls are refused for a pool that has the delegate owner and is paused. The plan has both
// codes, in the contract's order, and the call.
func TestOwnersStagesAreRefused(t *testing.T) {
	for _, op := range everyStaged(t) {
		pool := stagedPool()
		pool.Pool.OwnerKind, pool.Pool.Paused = OwnerDelegate, true
		plan := planned(t, op, pool)
		if got := findingCodes(plan); len(got) < 2 || got[0] != "BAL#401" || got[1] != "BAL#402" {
			t.Errorf("%s: findings %v", op.Name(), got)
		}
		if len(plan.Calls) != 1 || len(plan.After) != 0 {
			t.Errorf("%s: %d calls, %d states", op.Name(), len(plan.Calls), len(plan.After))
		}
	}
}

// The plan names the Safe that must send. Planned again on the predicted state, the operation has
// nothing left to do.
func TestStagesAreToldAndDone(t *testing.T) {
	for _, op := range append(everyStaged(t), CollectAumFees{common.HexToAddress("0x0abc")}, UpdateProtocolShare{common.HexToAddress("0x0abc"), units.FixedFrom(25e16)}) {
		pool := stagedPool()
		pool.Pool.OwnerKind = OwnerSafe
		pool.Fees.AumFee, pool.Fees.LastCollection = units.FixedFrom(1e16), testNow-1_000_000
		plan := planned(t, op, pool)
		if plan.Refused() || len(plan.Calls) != 1 || plan.After[0] != plan.Predicted {
			t.Fatalf("%s: %+v", op.Name(), plan.Findings)
		}
		if !slices.Contains(findingCodes(plan), "owner.safe") {
			t.Errorf("%s: %v does not say that the owner is a Safe", op.Name(), findingCodes(plan))
		}
		again, err := op.Plan(plan.Predicted, testNow+10)
		if err != nil || len(again.Calls) != 0 || len(again.Findings) != 0 {
			t.Errorf("%s: planned again it makes %d calls, %v, %v", op.Name(), len(again.Calls), findingCodes(again), err)
		}
	}
}

// Warnings do not change from block to block, because that would make every plan stale.
func TestStagedPlansStay(t *testing.T) {
	for _, op := range everyStaged(t) {
		pool := stagedPool()
		pool.Fees.AumFee, pool.Fees.LastCollection = units.FixedFrom(1e16), testNow-1_000_000
		pool.Fees.SwapFeeRamp = Ramp{testNow - 1000, testNow + 100_000}
		pool.Fees.StartSwapFee = units.FixedFrom(9e16)
		text, err := json.Marshal(planned(t, op, pool))
		if err != nil {
			t.Fatal(err)
		}
		plan, err := ReadPlan(bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", op.Name(), err)
		}
		fresh, err := plan.Operation.Plan(pool, testNow+200)
		if err != nil {
			t.Fatal(err)
		}
		if reasons := plan.Stale(fresh); len(reasons) != 0 {
			t.Errorf("%s is stale: %v", op.Name(), reasons)
		}
	}
}
