package ops_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"mpool/internal/ops/tokenset/tokentest"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
	"mpool/internal/planfile"
	"mpool/internal/units"
)

// ofNowCases are operations with current figures, and what moves those.
func ofNowCases(t *testing.T) []ofNowCase {
	t.Helper()
	supply := func(s *ops.Snapshot, k uint64) { s.Supply.Virtual = opstest.Scaled(s.Supply.Virtual, k) }
	balance := func(s *ops.Snapshot, k uint64) { s.Tokens[0].Cash = opstest.Scaled(s.Tokens[0].Cash, k) }
	fee := func(s *ops.Snapshot, k uint64) {
		f := opstest.Scaled(units.Amount{Raw: uint256.Int(s.Fees.StartSwapFee), Decimals: 18}, k)
		s.Fees.StartSwapFee, s.Fees.EndSwapFee = units.Fixed(f.Raw), units.Fixed(f.Raw)
	}
	pool := opstest.Pool(50, 30, 20)
	pool.Fees.StartSwapFee, pool.Fees.EndSwapFee = units.FixedFrom(3e15), units.FixedFrom(3e15)
	pool = opstest.Settled(t, pool)
	add := tokentest.Addition()
	add.Price, add.FairMint, add.Neutral = tokenset.TokenPrice{Of: pool.Tokens[0].Address, Value: units.FixedOne()}, true, true
	add.Deposit, _ = tokenset.NeutralDeposit(pool, add, &pool.Tokens[0], add.Price.Value, add.Deposit.Decimals)
	add.Mint, _ = add.Fair(pool)
	add.MintTo = add.AssetManager
	remove := tokenset.RemoveToken{Doors: tokentest.Addition().Doors, Token: pool.Tokens[2].Address, AssetManager: pool.Tokens[2].AssetManager, FairBurn: true}
	remove.Burn, _ = tokenset.FairBurn(pool, pool.Tokens[2].Weight)
	bounds := pool.PriceBounds(pool.AllTokens()[:1], units.FixedFrom(8e17), units.Fixed{})
	ramp := ops.RampSwapFee{Start: pool.Block.Time, End: pool.Block.Time + 3*ops.OneDay, From: units.FixedFrom(3e15), To: units.FixedFrom(1e15), FromNow: true}
	up := ops.RampSwapFee{Start: pool.Block.Time, End: pool.Block.Time + 3*ops.OneDay, From: units.FixedFrom(5e15), To: units.FixedFrom(3e15), ToNow: true}
	off := pool.Clone()
	off.Pool.SwapEnabled = false
	return []ofNowCase{
		{"breakers, the supply", bounds, pool, supply, "the BPT price of A"},
		{"breakers, the balance", bounds, pool, balance, "the BPT price of A"},
		{"a fair mint, the supply", add, pool, supply, "the fair mint"},
		{"a neutral deposit, the balance", add, pool, balance, "the deposit that leaves no arbitrage"},
		{"a fair burn, the supply", remove, pool, supply, "the fair burn"},
		{"a ramp from the fee of now", ramp, pool, fee, "the swap fee that the ramp begins with"},
		{"a ramp to the fee of now", up, pool, fee, "the swap fee that the ramp ends with"},
		{"swaps with a ramp", ops.SetSwaps{Enabled: true, FeeRamp: &ramp}, off, fee, "the swap fee that the ramp begins with"},
	}
}

type ofNowCase struct {
	name  string
	op    ops.Operation
	pool  *ops.Snapshot
	moves func(*ops.Snapshot, uint64) // moves the pool by this many thousandths
	says  string
}

// after is the plan after the pool has moved.
func (c ofNowCase) after(t *testing.T, thousandths uint64) *ops.Plan {
	t.Helper()
	pool := c.pool.Clone()
	c.moves(pool, thousandths)
	pool = opstest.Settled(t, pool)
	if w, is := c.op.(ops.Watching); is {
		pool = opstest.Watched(pool, w, opstest.Amount(1e18, 18))
	}
	plan := opstest.PlanAt(t, c.op, pool, pool.Block.Time+12)
	if plan.Refused() {
		t.Fatalf("%s: %v", c.name, plan.Findings)
	}
	return plan
}

// A figure that moved within the tolerance does not make a plan stale, and one that moved beyond it
// does, for each kind of figure and for wider or narrower tolerances.
func TestNumbersOfNowGetStale(t *testing.T) {
	for _, c := range ofNowCases(t) {
		plan := c.after(t, 1000)
		for _, test := range []struct {
			by        uint64
			tolerance units.Fixed
			stale     bool
		}{
			{1000, units.Fixed{}, false}, {1005, units.Fixed{}, false}, {1020, units.Fixed{}, true},
			{1020, units.FixedFrom(3e16), false}, {1005, units.FixedFrom(1e15), true},
		} {
			plan.Tolerance = test.tolerance
			reasons := plan.Stale(c.after(t, test.by))
			said := slices.IndexFunc(reasons, func(r string) bool { return strings.HasPrefix(r, c.says) && strings.Contains(r, "than the") })
			if (said >= 0) != test.stale {
				t.Errorf("%s moved by %d with %s: %q", c.name, test.by, test.tolerance.Percent(), reasons)
			}
		}
	}
}

// A plan file has the figures and the tolerance, and both apply when it is read.
func TestNumbersOfNowAreKept(t *testing.T) {
	for _, c := range ofNowCases(t) {
		plan := c.after(t, 1000)
		plan.Tolerance = units.FixedFrom(2e15)
		text, err := json.Marshal(plan)
		if err != nil {
			t.Fatal(err)
		}
		back, err := planfile.Read(bytes.NewReader(text))
		if err != nil || len(back.Figures) == 0 || back.Tolerance != plan.Tolerance {
			t.Fatalf("%s: %v, %v", c.name, back, err)
		}
		if reasons := back.Stale(c.after(t, 1005)); len(reasons) == 0 {
			t.Errorf("%s is not stale", c.name)
		}
	}
}

// Numbers that the user gave are not current figures.
func TestGivenNumbersDoNotGetStale(t *testing.T) {
	add := tokentest.Addition()
	add.Mint, add.MintTo = opstest.Amount(1e15, 18), add.AssetManager
	pool := opstest.Settled(t, opstest.Pool(50, 30, 20))
	for _, op := range []ops.OfNow{add, tokenset.RemoveToken{Token: pool.Tokens[0].Address, Burn: opstest.Amount(1, 18)}, ops.RampSwapFee{From: units.FixedFrom(3e15)}, ops.SetSwaps{Enabled: true}} {
		if got := op.OfNow(pool); len(got) != 0 {
			t.Errorf("%T: %v", op, got)
		}
	}
}

// A percentage has no space before its sign, as everywhere else.
func TestFigureInUnit(t *testing.T) {
	for unit, want := range map[string]string{"%": "0.3%", "BPT": "0.3 BPT"} {
		if got := (ops.Figure{Unit: unit}).InUnit("0.3"); got != want {
			t.Errorf("%s: %q", unit, got)
		}
	}
}
