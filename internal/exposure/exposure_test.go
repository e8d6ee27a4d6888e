package exposure

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"mpool/internal/ops/tokenset/tokentest"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/exposure/thief"
	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// openPool is somePool with tokens of 18 decimals, small balances and joins enabled.
func openPool(percent ...uint64) *ops.Snapshot {
	s := opstest.Pool(percent...)
	s.Pool.JoinExitEnabled = true
	for i := range s.Tokens {
		s.Tokens[i].Decimals = 18
		s.Tokens[i].Cash = units.Amount{Raw: *new(uint256.Int).Mul(uint256.NewInt(percent[i]), uint256.NewInt(1e18)), Decimals: 18}
		s.Tokens[i].Managed = units.Amount{Decimals: 18}
	}
	return s
}

// reweighted is the pool with other weights at once.
func reweighted(s *ops.Snapshot, percent ...uint64) *ops.Snapshot {
	next := s.Clone()
	for i, p := range percent {
		w := units.FixedFrom(p * 1e16)
		next.Tokens[i].StartWeight, next.Tokens[i].EndWeight, next.Tokens[i].Weight = w, w, w
	}
	return next
}

// withBalance is the pool with another balance of one token.
func withBalance(s *ops.Snapshot, token int, raw uint256.Int) *ops.Snapshot {
	next := s.Clone()
	next.Tokens[token].Cash.Raw = raw
	return next
}

func row(states ...*ops.Snapshot) (list []Visible) {
	for i, s := range states {
		list = append(list, Visible{s, i})
	}
	return list
}

func mustExpose(t *testing.T, m Market, states ...*ops.Snapshot) Exposure {
	t.Helper()
	e, err := ExposureOf(row(states...), m)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// upTo checks that a share is at most 1e-12 above the wanted value, and not below it.
func upTo(t *testing.T, what string, got units.Fixed, want float64) {
	t.Helper()
	if is := opstest.Float(got); is < want-1e-16 || is > want+1e-12 {
		t.Errorf("%s: %.15f, want %.15f", what, is, want)
	}
}

// The exposure of a jump of weights matches the formula. There and back costs more than the larger
// of both, and the unchanged pool gives nothing away.
func TestExposureOfJumps(t *testing.T) {
	a := openPool(50, 50)
	b := reweighted(a, 90, 10)
	m := SpotMarket(a)
	kl := 0.9*math.Log(0.9/0.5) + 0.1*math.Log(0.1/0.5)
	back := 0.5*math.Log(0.5/0.9) + 0.5*math.Log(0.5/0.1)
	upTo(t, "still", mustExpose(t, m, a).Total, 0)
	jump := mustExpose(t, m, a, b)
	upTo(t, "50/50 to 90/10", jump.Total, 1-math.Exp(-kl))
	if units.RoundedUp(&jump.Total) != "30.7928" {
		t.Errorf("it is said as %s", units.RoundedUp(&jump.Total))
	}
	both := mustExpose(t, m, a, b, a.Clone())
	upTo(t, "there and back", both.Total, 1-math.Exp(-kl-back))
	if got := opstest.Float(both.Total); got < 0.584 || got > 0.5855 {
		t.Errorf("there and back %v", got)
	}
	b.Pool.SwapEnabled = false
	upTo(t, "with swaps off meanwhile", mustExpose(t, m, a, b, a.Clone()).Total, 0)
}

// Attacks that emptied pools on the published bytecode take no more than the bound.
func TestExposureOfSeenDrains(t *testing.T) {
	before := openPool(50, 30, 20)
	added := before.Clone()
	added.Tokens = append(added.Tokens, ops.Token{Address: common.HexToAddress("0x0101"), Symbol: "NEW", Decimals: 18, Cash: units.Amount{Decimals: 18}, Managed: units.Amount{Decimals: 18}})
	added = reweighted(added, 45, 27, 18, 10)
	m := SpotMarket(before)
	bound := mustExpose(t, m, before, added)
	if bound.Total != units.FixedOne() || bound.Worst != 1 {
		t.Errorf("an empty token: %+v", bound)
	}
	th := thief.New(added)
	bpt := *new(uint256.Int).Div(new(uint256.Int).Mul(&added.Supply.Actual.Raw, uint256.NewInt(199)), uint256.NewInt(100))
	if err := th.Join(poolmath.Join{Kind: poolmath.JoinTokenIn, Bpt: bpt, Index: 3}); err != nil {
		t.Fatal(err)
	}
	if err := th.Leave(); err != nil {
		t.Fatal(err)
	}
	share := new(big.Int).Mul(th.Loot(added, m), big.NewInt(10_000))
	if _, sum := m.values(added); share.Div(share, sum).Int64() != 6655 {
		t.Errorf("the thief takes %s of 10000", share)
	}
}

// Someone who holds BPT with four times the supply gets four fifths of a deposit without a mint. A
// fair burn of a half doubles the value of the remaining BPT.
func TestExposureOfHolding(t *testing.T) {
	before := openPool(50, 50)
	m := SpotMarket(before)
	gain := func(s *ops.Snapshot, after func(*thief.Thief)) *big.Int {
		th := thief.New(s)
		four := new(uint256.Int).Mul(&s.Supply.Actual.Raw, uint256.NewInt(4))
		if err := th.Join(poolmath.Join{Kind: poolmath.JoinAllTokensIn, Bpt: *four}); err != nil {
			t.Fatal(err)
		}
		after(th)
		if err := th.Leave(); err != nil {
			t.Fatal(err)
		}
		return th.Loot(s, m)
	}
	rich := withBalance(before, 0, *new(uint256.Int).Mul(uint256.NewInt(60), uint256.NewInt(1e18)))
	_, sum := m.values(before)
	_, more := m.values(rich)
	deposit := new(big.Int).Sub(more, sum)
	e := mustExpose(t, m, before, rich)
	upTo(t, "a deposit", e.Held, 0.1)
	got := gain(before, func(th *thief.Thief) {
		th.Pool.Tokens[0].Balance.Add(&th.Pool.Tokens[0].Balance, new(uint256.Int).Mul(uint256.NewInt(10), uint256.NewInt(1e18)))
	})
	if share := new(big.Int).Div(new(big.Int).Mul(got, big.NewInt(100_000)), deposit).Int64(); share < 79_999 || share > 80_000 {
		t.Errorf("a holder of four times the supply gets %d of 100000 of the deposit", share)
	}
	burned := withBalance(before, 0, uint256.Int{}) // after withdrawing one half and fairly burning one half of the supply
	after := burned.Clone()
	after.Supply.Actual.Raw.Div(&after.Supply.Actual.Raw, uint256.NewInt(2))
	burned.Pool.SwapEnabled = false
	held := mustExpose(t, m, burned, after)
	if held.Held != units.FixedOne() { // half of the supply is burned, so the rest is worth twice as much
		t.Errorf("a burn: %+v", held)
	}
}

// Four times the supply takes 21 % from the removal of a token with a quarter of the weight.
func TestExposureOfRemoval(t *testing.T) {
	before := openPool(25, 75)
	m := SpotMarket(before)
	open := withBalance(before, 0, uint256.Int{})
	open.Pool.SwapEnabled = false
	after := open.Clone()
	after.Tokens = after.Tokens[1:]
	after = reweighted(after, 100)
	after.Supply.Actual.Raw.Sub(&before.Supply.Actual.Raw, uint256.NewInt(25e16))
	e := mustExpose(t, m, open, after)
	upTo(t, "the bound", e.Held, 1.0/3)
	if e.Within != (units.Fixed{}) {
		t.Errorf("swaps are off, and trades take %v", e.Within)
	}
	th := thief.New(open)
	if err := th.Join(poolmath.Join{Kind: poolmath.JoinAllTokensIn, Bpt: *uint256.NewInt(4e18)}); err != nil {
		t.Fatal(err)
	}
	th.Pool.VirtualSupply.Sub(&th.Pool.VirtualSupply, uint256.NewInt(25e16))
	th.Pool.Tokens[0].StartWeight, th.Pool.Tokens[0].EndWeight = uint256.Int{}, uint256.Int{}
	if err := th.Leave(); err != nil {
		t.Fatal(err)
	}
	_, sum := m.values(after)
	got := new(big.Int).Mul(th.Loot(open, m), big.NewInt(10_000))
	if share := got.Div(got, sum).Int64(); share < 2104 || share > 2106 {
		t.Errorf("the holder takes %d of 10000 of the others", share)
	}
}

// opened is the plan of another program that shuts nothing.
func opened(plan *ops.Plan) *ops.Plan {
	next := *plan
	next.After = nil
	for _, s := range plan.After {
		s = s.Clone()
		s.Pool.SwapEnabled, s.Pool.JoinExitEnabled = true, true
		next.After = append(next.After, s)
	}
	next.Predicted = next.After[len(next.After)-1]
	return &next
}

func refusedBy(found []ops.Finding) string {
	for _, f := range found {
		if f.Severity == ops.Refuse {
			return f.Code
		}
	}
	return ""
}

// A plan that leaves the pool open between its calls is refused. A plan that shuts it is not
// refused, nor one that finishes an open operation.
func TestCheckExposureOfPlans(t *testing.T) {
	op := tokentest.Addition()
	op.Mint, _ = tokenset.FairMint(openPool(50, 30, 20), op.Weight)
	pool := opstest.Watched(opstest.Pool(50, 30, 20), op, opstest.Amount(9e15, 6))
	pool.Pool.JoinExitEnabled = true
	plan := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
	if plan.Refused() {
		t.Fatalf("%+v", plan.Findings)
	}
	if code := refusedBy(Check(pool, plan)); code != "" {
		t.Errorf("shut, and refused by %s", code)
	}
	found := Check(pool, opened(plan))
	if refusedBy(found) != exposureWindow || !strings.Contains(found[0].Detail, "100%") || !strings.Contains(found[0].Summary, "between call 3 and call 4") {
		t.Fatalf("open between the calls: %+v", found)
	}
	half := opened(plan).After[2]
	half.Block = pool.Block
	rest := opstest.PlanAt(t, op, half, half.Block.Time+12)
	if found := Check(half, rest); len(found) == 0 || found[0].Code != ops.ExposureNow || refusedBy(found) != "" {
		t.Errorf("what closes it: %+v", found)
	}
}
