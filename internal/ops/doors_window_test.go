package ops_test

import (
	"slices"
	"strings"
	"testing"

	"mpool/internal/ops/tokenset/tokentest"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
)

func has(findings []ops.Finding, code string) *ops.Finding {
	if i := slices.IndexFunc(findings, func(f ops.Finding) bool { return f.Code == code }); i >= 0 {
		return &findings[i]
	}
	return nil
}

// If one account shuts the pool and another withdraws, the withdrawal is not signed before the pool
// is shut. If one account does both, its nonces keep the order.
func TestHeldWithdrawal(t *testing.T) {
	pool := opstest.Pool(50, 30, 20)
	pool.Pool.JoinExitEnabled = true
	op := tokenset.RemoveToken{Token: pool.Tokens[1].Address, AssetManager: pool.Tokens[1].AssetManager, Burn: opstest.Amount(0, 18), Doors: ops.DoorsOf(pool, ops.ByJoinsExits)}
	plan := opstest.PlanAt(t, op, opstest.Read(pool, op), pool.Block.Time+12)
	if plan.Refused() || len(plan.Calls) != 6 || plan.Held() != 2 {
		t.Errorf("%d of %d calls may be signed, want 2 of 6: %+v", plan.Held(), len(plan.Calls), plan.Findings)
	}
	rest := opstest.PlanAt(t, op, plan.After[1], pool.Block.Time+24)
	if len(rest.Calls) != 4 || rest.Held() != 2 {
		t.Errorf("behind that %d of %d calls may be signed, want 2 of 4", rest.Held(), len(rest.Calls))
	}
	pool.Pool.Owner = op.AssetManager
	plan = opstest.PlanAt(t, op, opstest.Read(pool, op), pool.Block.Time+12)
	if len(plan.Calls) != 6 || plan.Held() != 4 {
		t.Errorf("of one account %d of %d calls may be signed, want 4 of 6", plan.Held(), len(plan.Calls))
	}
}

// An owner of an unknown kind may be a timelock, whose queue others can execute.
func TestDoorsOfContract(t *testing.T) {
	op := tokentest.Addition()
	pool := opstest.Pool(50, 30, 20)
	pool.Pool.OwnerKind = ops.OwnerContract
	plan := opstest.PlanAt(t, op, opstest.Watched(pool, op, opstest.Amount(9e6, 6)), pool.Block.Time+12)
	f := has(plan.Findings, "doors.contract")
	if plan.Refused() || f == nil || f.Severity != ops.Warn || !strings.Contains(f.Detail, "calls 6 to 7 open the pool: do not queue them in the contract before call 5 is mined") {
		t.Errorf("%+v", plan.Findings)
	}
	if len(f.Summary) > 200 || len(f.Detail) > 200 || len(f.Hint) > 200 {
		t.Errorf("a line is cut off: %d %d %d", len(f.Summary), len(f.Detail), len(f.Hint))
	}
}

// The delegate owner cannot shut its pool: the plan is refused, and says who can.
func TestDoorsOfDelegate(t *testing.T) {
	pool := opstest.Pool(50, 30, 20)
	pool.Pool.OwnerKind = ops.OwnerDelegate
	add := tokentest.Addition()
	remove := tokenset.RemoveToken{Token: pool.Tokens[1].Address, AssetManager: pool.Tokens[1].AssetManager, Burn: opstest.Amount(0, 18), Doors: ops.DoorsOf(pool, ops.ByJoinsExits)}
	for _, op := range []ops.Operation{add, remove, ops.Shut{Doors: ops.DoorsOf(pool, ops.ByJoinsExits)}} {
		before := opstest.Read(pool, op)
		if _, adds := op.(tokenset.AddToken); adds {
			before = opstest.Watched(pool, op.(tokenset.AddToken), opstest.Amount(9e6, 6))
		}
		plan := opstest.PlanAt(t, op, before, pool.Block.Time+12)
		if f := has(plan.Findings, "BAL#401"); !plan.Refused() || f == nil || f.Hint == "" {
			t.Errorf("%s: %+v", op.Name(), plan.Findings)
		}
	}
}

// A pool with a token that has no balance is not opened.
func TestOpenEmptied(t *testing.T) {
	op := tokentest.Addition()
	pool := opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(9e6, 6))
	plan := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
	added := plan.After[2]
	open := opstest.PlanAt(t, ops.Open{Doors: op.Doors}, added, pool.Block.Time+24)
	if f := has(open.Findings, "doors.empty"); !open.Refused() || f == nil {
		t.Errorf("%+v", open.Findings)
	}
	if open = opstest.PlanAt(t, ops.Open{Doors: op.Doors}, plan.After[4], pool.Block.Time+24); open.Refused() {
		t.Errorf("with its balance: %+v", open.Findings)
	}
}

// If someone opens a door in the middle, a new plan shuts it again, and the old plan is stale.
func TestOpenedInTheMiddle(t *testing.T) {
	op := tokentest.Addition()
	pool := opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(9e6, 6))
	plan := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
	opened := plan.After[2].Clone()
	opened.Pool.SwapEnabled = true
	rest := opstest.PlanAt(t, op, opened, pool.Block.Time+24)
	door, opens, is := ops.DoorCall(rest.Calls[0])
	if !is || opens || door.Kind != ops.SwapDoor || len(plan.Stale(rest)) == 0 {
		t.Errorf("%+v, stale %v", rest.Calls[0], plan.Stale(rest))
	}
	if was, is := doorState(pool), doorState(rest.Predicted); was != is {
		t.Errorf("the doors were %s and are %s", was, is)
	}
}
