package ops

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/units"
	"mpool/internal/weightcost"
)

// running is the test pool one hour into a change of ten hours: WETH from 50 to 35 %, USDC from 30
// to 44.9…9 %, and WBTC from 20 % to the rest.
func running(t *testing.T) *Snapshot {
	t.Helper()
	pool := testPool()
	pool.Weights = Ramp{testNow - 3600, testNow + 9*3600}
	for i, end := range []string{"35%", "44.9999999999999999%", "20.0000000000000001%"} {
		weight, err := units.ParsePercent(end)
		if err != nil {
			t.Fatal(err)
		}
		pool.Tokens[i].EndWeight = weight
	}
	now, err := pool.At(testNow)
	if err != nil {
		t.Fatal(err)
	}
	now.Block = pool.Block
	return now
}

func frozen(t *testing.T, pool *Snapshot, within units.Time) FreezeWeights {
	t.Helper()
	op, err := Freeze(pool, testNow+12, testNow+within)
	if err != nil {
		t.Fatal(err)
	}
	return op
}

func planAt(t *testing.T, op Operation, pool *Snapshot, at units.Time) *Plan {
	t.Helper()
	plan, err := op.Plan(pool, at)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func codesOf(plan *Plan) (codes []string) {
	for _, finding := range plan.Findings {
		codes = append(codes, finding.Code)
	}
	return codes
}

func TestFreezeStandsStillAndSettles(t *testing.T) {
	pool := running(t)
	op := frozen(t, pool, 600)
	if sum := sumOf(op.Weights); sum != units.FixedOne() {
		t.Errorf("the frozen weights sum to %s", sum.Percent())
	}
	for _, mined := range []units.Time{testNow + 1, testNow + 12, testNow + 300, testNow + 600} {
		plan := planAt(t, op, pool, mined)
		if plan.Refused() || len(plan.Calls) != 1 {
			t.Fatalf("mined at %s: %v", mined, codesOf(plan))
		}
		then, err := pool.At(mined)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []units.Time{mined, op.By - 1, op.By, op.By + 1e6} {
			state, err := plan.Predicted.At(at)
			if err != nil {
				t.Fatal(err)
			}
			for i, token := range state.Tokens {
				want := then.Tokens[i].Weight
				if at >= op.By {
					want = op.Weights[i].Weight
				}
				if at >= mined && token.Weight != want {
					t.Errorf("mined at %s, %s is at %s at %s, want %s", mined, token.Symbol, token.Weight, at, want)
				}
			}
		}
		if done := planAt(t, op, plan.Predicted, mined+1); len(done.Calls) != 0 || done.Refused() {
			t.Errorf("mined at %s, it is to be done again: %v", mined, codesOf(done))
		}
	}
}

func sumOf(weights []TokenWeight) units.Fixed {
	var sum uint256.Int
	for _, weight := range weights {
		sum.Add(&sum, weight.Weight.Int())
	}
	return units.Fixed(sum)
}

func TestFreezeSaysWhoTakesTheRemainder(t *testing.T) {
	pool := running(t)
	takers := 0
	for at := range units.Time(50) {
		op, err := Freeze(pool, testNow+at, testNow+600)
		if err != nil {
			t.Fatal(err)
		}
		token, sum, found := op.Remainder(pool)
		if found != (sum != units.FixedOne()) {
			t.Errorf("a remainder is found: %v, and the sum is %s", found, sum.Percent())
		}
		if found {
			takers++
		}
		if found && pool.Tokens[token].Symbol != "WETH" {
			t.Errorf("%s takes the remainder, and WETH has the largest weight", pool.Tokens[token].Symbol)
		}
	}
	if takers == 0 {
		t.Error("no freeze left a remainder")
	}
}

func TestFreezeFindings(t *testing.T) {
	pool := running(t)
	if got := codesOf(planAt(t, frozen(t, pool, 600), pool, testNow+12)); !slices.Equal(got, []string{"freeze.far", "freeze.window"}) {
		t.Errorf("ten minutes of a fast change give %v", got)
	}
	if got := codesOf(planAt(t, frozen(t, pool, 60), pool, testNow+12)); !slices.Equal(got, []string{"weights.tight", "freeze.window"}) {
		t.Errorf("a minute gives %v", got)
	}
	long := frozen(t, pool, 30*OneDay)
	if long.By != pool.Weights.End-1 {
		t.Errorf("the window ends at %s, and the change at %s", long.By, pool.Weights.End)
	}
	op := frozen(t, pool, 600)
	if got := codesOf(planAt(t, op, pool, op.By+1)); !slices.Equal(got, []string{"BAL#326"}) {
		t.Errorf("mined too late, it gives %v", got)
	}
	other := running(t)
	other.Tokens[0].EndWeight, other.Tokens[1].EndWeight = other.Tokens[1].EndWeight, other.Tokens[0].EndWeight
	if got := codesOf(planAt(t, op, other, testNow+12)); !slices.Equal(got, []string{"weights.other_change"}) {
		t.Errorf("on another change, it gives %v", got)
	}
	still := testPool()
	if got := codesOf(planAt(t, frozen(t, still, 600), still, testNow+12)); !slices.Equal(got, []string{"weights.at_rest"}) {
		t.Errorf("on a pool at rest, it gives %v", got)
	}
}

// A plan does not become stale within its window.
func TestFreezeIsNotStaleInItsWindow(t *testing.T) {
	pool := running(t)
	op := frozen(t, pool, 3600)
	plan := planAt(t, op, pool, testNow+12)
	text, err := json.Marshal(plan)
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadPlan(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if reasons := back.Stale(planAt(t, op, pool, testNow+3000)); len(reasons) > 0 {
		t.Error(reasons)
	}
}

func TestMoveWeightsEnd(t *testing.T) {
	pool := running(t)
	end := pool.Weights.End
	if _, err := ExtendWeights(pool, end); err == nil || !strings.Contains(err.Error(), "is not later") {
		t.Error(err)
	}
	if _, err := ShortenWeights(pool, end); err == nil || !strings.Contains(err.Error(), "is not earlier") {
		t.Error(err)
	}
	longer, err := ExtendWeights(pool, end+OneDay)
	if err != nil {
		t.Fatal(err)
	}
	plan := planAt(t, longer, pool, testNow+12)
	if plan.Predicted.Weights != (Ramp{testNow + 12, end + OneDay}) || len(plan.Findings) != 0 || !plan.Moves.Slows {
		t.Errorf("%+v, %v", plan.Predicted.Weights, codesOf(plan))
	}
	if done := planAt(t, longer, plan.Predicted, testNow+100); len(done.Calls) != 0 || done.Refused() {
		t.Errorf("extended, it is to be extended again: %v", codesOf(done))
	}
	shorter, err := ShortenWeights(pool, testNow+7200)
	if err != nil {
		t.Fatal(err)
	}
	if got := codesOf(planAt(t, shorter, pool, testNow+12)); !slices.Equal(got, []string{"weights.fast"}) {
		t.Errorf("a change of two hours gives %v", got)
	}
	if got := codesOf(planAt(t, shorter, pool, testNow+7201)); !slices.Equal(got, []string{"BAL#326"}) {
		t.Errorf("after its end it gives %v", got)
	}
	for _, op := range []MoveWeightsEnd{longer, shorter} {
		text, err := json.Marshal(planAt(t, op, pool, testNow+12))
		if err != nil {
			t.Fatal(err)
		}
		back, err := ReadPlan(bytes.NewReader(text))
		if err != nil || back.Operation.Name() != op.Name() {
			t.Errorf("%s: %v", op.Name(), err)
		}
	}
}

// A scheduled change keeps its start.
func TestMoveWeightsEndOfAPendingChange(t *testing.T) {
	pool := running(t)
	pool.Weights = Ramp{testNow + 1000, testNow + 2000}
	op, err := ExtendWeights(pool, testNow+5000)
	if err != nil {
		t.Fatal(err)
	}
	if got := planAt(t, op, pool, testNow+12).Predicted.Weights; got != (Ramp{testNow + 1000, testNow + 5000}) {
		t.Errorf("it runs %+v", got)
	}
}

// A Safe's signers are warned that their window is short.
func TestFreezeOfASafe(t *testing.T) {
	pool := running(t)
	for _, test := range []struct {
		owner  OwnerKind
		within units.Time
		warned bool
	}{{OwnerSafe, 600, true}, {OwnerSafe, 6 * 3600, false}, {OwnerAccount, 600, false}} {
		pool.Pool.OwnerKind = test.owner
		op := frozen(t, pool, test.within)
		warned := slices.ContainsFunc(op.advice(pool, weightcost.Move{}), func(f Finding) bool { return f.Code == "weights.tight" && f.Severity == Warn })
		if warned != test.warned {
			t.Errorf("%s, within %d s: warned: %v", test.owner, test.within, warned)
		}
	}
}

// TestCheapFreeze: the window is as long as the jump at its end stays cheap, and twice as long would not.
func TestCheapFreeze(t *testing.T) {
	pool := running(t)
	costOf := func(op FreezeWeights) units.Fixed {
		move, err := op.move(pool, nil)
		if err != nil {
			t.Fatal(err)
		}
		cost, err := move.Cost(1)
		if err != nil {
			t.Fatal(err)
		}
		return cost
	}
	op, err := CheapFreeze(pool, testNow+12, testNow+24*3600)
	if err != nil {
		t.Fatal(err)
	}
	most, window := units.FixedFrom(5e15), op.By-pool.Block.Time
	if cost := costOf(op); cost.Int().Gt(most.Int()) || window < shortestFreeze || window > 9*3600 {
		t.Errorf("a window of %d s costs %s", window, cost.Percent())
	}
	if cost := costOf(frozen(t, pool, 2*window)); !cost.Int().Gt(most.Int()) {
		t.Errorf("a window twice as long costs %s only", cost.Percent())
	}
}
