package ops

import (
	"bytes"
	"encoding/json"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// scaled is an amount times thousandths / 1000.
func scaled(a units.Amount, thousandths uint64) units.Amount {
	var n uint256.Int
	n.Mul(&a.Raw, uint256.NewInt(thousandths))
	return units.Amount{Raw: *n.Div(&n, uint256.NewInt(1000)), Decimals: a.Decimals}
}

// ofNowCases are operations with current figures, and what moves those.
func ofNowCases(t *testing.T) []ofNowCase {
	t.Helper()
	supply := func(s *Snapshot, k uint64) { s.Supply.Virtual = scaled(s.Supply.Virtual, k) }
	balance := func(s *Snapshot, k uint64) { s.Tokens[0].Cash = scaled(s.Tokens[0].Cash, k) }
	fee := func(s *Snapshot, k uint64) {
		f := scaled(units.Amount{Raw: uint256.Int(s.Fees.StartSwapFee), Decimals: 18}, k)
		s.Fees.StartSwapFee, s.Fees.EndSwapFee = units.Fixed(f.Raw), units.Fixed(f.Raw)
	}
	pool := somePool(50, 30, 20)
	pool.Fees.StartSwapFee, pool.Fees.EndSwapFee = units.FixedFrom(3e15), units.FixedFrom(3e15)
	pool = settled(t, pool)
	add := anAddition()
	add.Price, add.FairMint, add.Neutral = oneForOne(), true, true
	add.Deposit, _ = add.terms(pool).neutralDeposit()
	add.Mint, _ = add.Fair(pool)
	add.MintTo = add.AssetManager
	remove := RemoveToken{Doors: anAddition().Doors, Token: pool.Tokens[2].Address, AssetManager: pool.Tokens[2].AssetManager, FairBurn: true}
	remove.Burn, _ = FairBurn(pool, pool.Tokens[2].Weight)
	bounds := pool.PriceBounds(pool.AllTokens()[:1], units.FixedFrom(8e17), units.Fixed{})
	ramp := RampSwapFee{Start: pool.Block.Time, End: pool.Block.Time + 3*OneDay, From: units.FixedFrom(3e15), To: units.FixedFrom(1e15), FromNow: true}
	up := RampSwapFee{Start: pool.Block.Time, End: pool.Block.Time + 3*OneDay, From: units.FixedFrom(5e15), To: units.FixedFrom(3e15), ToNow: true}
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
		{"swaps with a ramp", SetSwaps{true, &ramp}, off, fee, "the swap fee that the ramp begins with"},
	}
}

type ofNowCase struct {
	name  string
	op    Operation
	pool  *Snapshot
	moves func(*Snapshot, uint64) // moves the pool by this many thousandths
	says  string
}

func settled(t *testing.T, s *Snapshot) *Snapshot {
	t.Helper()
	next, err := s.Recomputed()
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// after is the plan after the pool has moved.
func (c ofNowCase) after(t *testing.T, thousandths uint64) *Plan {
	t.Helper()
	pool := c.pool.Clone()
	c.moves(pool, thousandths)
	pool = settled(t, pool)
	if w, is := c.op.(Watching); is {
		pool = watched(pool, w, amountOf(1e18, 18))
	}
	plan := planAt(t, c.op, pool, pool.Block.Time+12)
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
		back, err := ReadPlan(bytes.NewReader(text))
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
	add := anAddition()
	add.Mint, add.MintTo = amountOf(1e15, 18), add.AssetManager
	pool := settled(t, somePool(50, 30, 20))
	for _, op := range []OfNow{add, RemoveToken{Token: pool.Tokens[0].Address, Burn: amountOf(1, 18)}, RampSwapFee{From: units.FixedFrom(3e15)}, SetSwaps{Enabled: true}} {
		if got := op.OfNow(pool); len(got) != 0 {
			t.Errorf("%T: %v", op, got)
		}
	}
}

// A mint that is too small and a burn that is too large are reported too.
func TestMintLittleAndBurnMuch(t *testing.T) {
	pool := settled(t, somePool(50, 30, 20))
	add := anAddition()
	fair, err := FairMint(pool, add.Weight)
	if err != nil {
		t.Fatal(err)
	}
	for thousandths, want := range map[uint64]string{980: "warn mint.little", 995: "", 1005: "", 1020: "warn mint.much"} {
		add.Mint, add.MintTo = scaled(fair, thousandths), common.HexToAddress("0xa5")
		got := ""
		for _, f := range add.terms(pool).adviseMint(add.MintTo) {
			if f.Severity == Warn {
				got = "warn " + f.Code
			}
		}
		if got != want {
			t.Errorf("%d: %q", thousandths, got)
		}
	}
	remove := RemoveToken{Doors: anAddition().Doors, Token: pool.Tokens[2].Address}
	burn, _ := FairBurn(pool, pool.Tokens[2].Weight)
	for thousandths, want := range map[uint64]string{980: "burn.little", 995: "burn.fair", 1020: "burn.much"} {
		remove.Burn = scaled(burn, thousandths)
		found := remove.adviseBurn(pool, pool.Tokens[2])
		if got := found[len(found)-1].Code; got != want {
			t.Errorf("burn %d: %q", thousandths, got)
		}
	}
}

// A deposit of a token without decimals is rounded down, and the fair mint with it.
func TestMintIsRoundedWithTheDeposit(t *testing.T) {
	pool := settled(t, somePool(50, 30, 20))
	add := anAddition()
	add.Price, add.Neutral, add.FairMint = oneForOne(), true, true
	whole, err := FairMint(pool, add.Weight)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		decimals uint8
		price    uint64 // in the other token
		named    bool
	}{{0, 3000, true}, {0, 1, true}, {6, 1, false}, {2, 1, false}} {
		add.Price.Value = units.Fixed(*new(uint256.Int).Mul(units.FixedOne().Int(), uint256.NewInt(c.price)))
		add.Deposit = amountOf(0, c.decimals)
		if add.Deposit, err = add.terms(pool).neutralDeposit(); err != nil {
			t.Fatal(err)
		}
		if add.Mint, err = add.Fair(pool); err != nil {
			t.Fatal(err)
		}
		exact := 100_000.0 / 9 / float64(c.price) // w/(1-w) of 100,000, at the price
		deposit := inFloat(add.Deposit.Raw.ToBig()) / inFloat(units.Pow10(c.decimals))
		mint := inFloat(add.Mint.Raw.ToBig()) / inFloat(whole.Raw.ToBig())
		if d := mint - deposit/exact; d > 1e-9 || d < -1e-9 {
			t.Errorf("%d decimals at %d: %g of the fair mint for %g of the deposit", c.decimals, c.price, mint, deposit/exact)
		}
		if found := add.terms(pool).adviseRounding(); (len(found) > 0) != c.named {
			t.Errorf("%d decimals at %d: %v", c.decimals, c.price, found)
		}
	}
}

// A percentage has no space before its sign, as everywhere else.
func TestFigureInUnit(t *testing.T) {
	for unit, want := range map[string]string{"%": "0.3%", "BPT": "0.3 BPT"} {
		if got := (Figure{Unit: unit}).InUnit("0.3"); got != want {
			t.Errorf("%s: %q", unit, got)
		}
	}
}

func inFloat(n *big.Int) float64 { f, _ := new(big.Float).SetInt(n).Float64(); return f }
