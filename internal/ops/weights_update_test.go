package ops

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
	"pgregory.net/rapid"

	"mpool/bindings/managedpool"
	"mpool/internal/named"
	"mpool/internal/units"
)

const testNow = units.Time(1_700_000_000)

// testPool has WETH, USDC and WBTC at constant weights of 50, 30 and 20 %.
func testPool() *Snapshot {
	token := func(n byte, symbol string, decimals uint8, percent string) Token {
		weight, _ := units.ParsePercent(percent)
		return Token{
			Address: common.BytesToAddress([]byte{n}), Symbol: named.Symbol(symbol), Decimals: decimals,
			Cash: units.Amount{Raw: *uint256.NewInt(1_000_000), Decimals: decimals}, Managed: units.Amount{Decimals: decimals},
			StartWeight: weight, EndWeight: weight, Weight: weight,
		}
	}
	return &Snapshot{
		ChainID: 31337, Block: Block{Number: 7, Time: testNow},
		Pool:    Pool{Address: common.HexToAddress("0x1001"), Owner: common.HexToAddress("0x0abc"), OwnerKind: OwnerAccount, Generation: V1, SwapEnabled: true, JoinExitEnabled: true},
		Weights: Ramp{testNow - 100, testNow - 100},
		Tokens:  []Token{token(1, "WETH", 18, "50%"), token(2, "USDC", 6, "30%"), token(3, "WBTC", 8, "20%")},
		Supply:  Supply{Virtual: units.Amount{Raw: *uint256.NewInt(1_000_000_000), Decimals: 18}, Actual: units.Amount{Raw: *uint256.NewInt(1_000_000_000), Decimals: 18}},
		Fees:    Fees{SwapFee: units.FixedFrom(3e15), StartSwapFee: units.FixedFrom(3e15), EndSwapFee: units.FixedFrom(3e15), AumFeeDue: units.Amount{Decimals: 18}},
	}
}

func resolve(t *testing.T, s *Snapshot, text string) []TokenWeight {
	t.Helper()
	targets, err := ParseTargets(text)
	if err != nil {
		t.Fatal(err)
	}
	weights, err := s.ResolveTargets(targets, OthersNone)
	if err != nil {
		t.Fatal(err)
	}
	return weights
}

func TestWeightsUpdatePredicts(t *testing.T) {
	pool := testPool()
	op := UpdateWeights{Start: testNow, End: testNow + 1000, Weights: resolve(t, pool, "USDC=20%,WETH=rest,WBTC=35%")}
	plan, err := op.Plan(pool, testNow+12)
	if err != nil {
		t.Fatal(err)
	}
	if got := plan.Predicted.Weights; got != (Ramp{testNow + 12, testNow + 1000}) {
		t.Errorf("the change runs %v", got)
	}
	if want := []units.Time{testNow + 506, testNow + 1000}; !slices.Equal(plan.Moments, want) {
		t.Errorf("moments are %v, want %v", plan.Moments, want)
	}
	half, err := plan.Predicted.At(testNow + 506)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"47.5%", "25%", "27.5%"} {
		if got := half.Tokens[i].Weight.Percent(); got != want {
			t.Errorf("half way, token %d is at %s, want %s", i, got, want)
		}
	}
	if len(plan.Calls) != 1 || plan.Calls[0].From != pool.Pool.Owner || plan.Calls[0].To != pool.Pool.Address {
		t.Fatalf("calls are %+v", plan.Calls)
	}
	method := "updateWeightsGradually"
	parsed, err := managedpool.ManagedPoolMetaData.ParseABI()
	if err != nil {
		t.Fatal(err)
	}
	args, err := parsed.Methods[method].Inputs.Unpack(plan.Calls[0].Data[4:])
	if err != nil || len(args) != 4 {
		t.Fatalf("the call data holds %v, %v", args, err)
	}
}

func TestResolveTargetsRefuses(t *testing.T) {
	pool := testPool()
	pool.Tokens = append(pool.Tokens, pool.Tokens[2])
	pool.Tokens[3].Address = common.BytesToAddress([]byte{4})
	for text, want := range map[string]string{
		"WETH=50%,USDC=50%": "missing weight for WBTC",
		"WETH=50%,WETH=50%": "named twice",
		"DOGE=100%":         "the pool has no token DOGE: its tokens are WETH, USDC, WBTC, WBTC",
		"WBTC=100%":         "2 tokens are called WBTC",
		"WETH=60%,USDC=40%,0x0000000000000000000000000000000000000003=rest": ": nothing remains for \"rest\"",
		"WETH=1%,0x0000000000000000000000000000000000000009=rest":           "the pool has no token",
		"wth=1%,USDC=rest":         "the pool has no token wth (did you mean WETH?)",
		"wbtc=1%,USDC=rest":        "2 tokens are called wbtc",
		"DOGE=1%,wth=2%,USDC=rest": "the pool has no token DOGE: its tokens are WETH, USDC, WBTC, WBTC\nthe pool has no token wth",
	} {
		targets, err := ParseTargets(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := pool.ResolveTargets(targets, OthersNone); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want %q", text, err, want)
		}
	}
}

func TestWeightsUpdateRefuses(t *testing.T) {
	const hour = 3600
	cases := []struct {
		name, targets string
		start, end    units.Time
		paused        bool
		code          string
	}{
		{"sum one wei short", "WETH=50%,USDC=30%,WBTC=19.9999999999999999%", testNow, testNow + hour, false, "BAL#308"},
		{"sum one wei over", "WETH=50%,USDC=30%,WBTC=20.0000000000000001%", testNow, testNow + hour, false, "BAL#308"},
		{"all but nothing", "WETH=99.01%,USDC=0.99%,WBTC=0%", testNow, testNow + hour, false, "BAL#302"},
		{"0.99 %", "WETH=79.01%,USDC=0.99%,WBTC=20%", testNow, testNow + hour, false, "BAL#302"},
		{"end before start", "WETH=40%,USDC=30%,WBTC=rest", testNow + hour, testNow + hour - 1, false, "BAL#326"},
		{"end in the past", "WETH=40%,USDC=30%,WBTC=rest", testNow - hour, testNow, false, "BAL#326"},
		{"beyond 2^32", "WETH=40%,USDC=30%,WBTC=rest", testNow, 1 << 32, false, "BAL#436"},
		{"paused", "WETH=40%,USDC=30%,WBTC=rest", testNow, testNow + hour, true, "BAL#402"},
	}
	delegated := testPool()
	delegated.Pool.OwnerKind = OwnerDelegate
	plan, err := UpdateWeights{testNow, testNow + hour, resolve(t, delegated, "WETH=40%,USDC=30%,WBTC=rest")}.Plan(delegated, testNow+12)
	if err != nil || !plan.Refused() || plan.Findings[0].Code != "BAL#401" {
		t.Errorf("a delegated pool: %+v, %v", plan, err)
	}
	for _, c := range cases {
		pool := testPool()
		pool.Pool.Paused = c.paused
		plan, err := UpdateWeights{c.start, c.end, resolve(t, pool, c.targets)}.Plan(pool, testNow+12)
		if err != nil {
			t.Fatal(err)
		}
		if !plan.Refused() || plan.Findings[0].Code != c.code || len(plan.After) != 0 {
			t.Errorf("%s: findings %+v, %d states; want %s and none", c.name, plan.Findings, len(plan.After), c.code)
		}
	}
}

// After an overflow the contract does not add further weights, so that neither they nor the sum are
// reported.
func TestWeightsOverflowOnce(t *testing.T) {
	pool := testPool()
	half := new(uint256.Int).Lsh(uint256.NewInt(1), 255)
	for name, weights := range map[string][]uint256.Int{
		"at the second": {*half, *half, *uint256.NewInt(5e17)},
		"at the third":  {*half, *uint256.NewInt(5e17), *half},
		"to one":        {*half, *half, *units.FixedOne().Int()},
	} {
		op := UpdateWeights{Start: testNow, End: testNow + 3600}
		for i, w := range weights {
			op.Weights = append(op.Weights, TokenWeight{pool.Tokens[i].Address, units.Fixed(w)})
		}
		plan, err := op.Plan(pool, testNow+12)
		if err != nil {
			t.Fatal(err)
		}
		count := map[string]int{}
		for _, f := range plan.Findings {
			count[f.Code]++
		}
		if count["BAL#000"] != 1 || count["BAL#308"] != 0 {
			t.Errorf("%s: %+v", name, plan.Findings)
		}
	}
}

func TestWeightsUpdateAdvises(t *testing.T) {
	codes := func(pool *Snapshot, op UpdateWeights) (list []string) {
		plan, err := op.Plan(pool, testNow+12)
		if err != nil {
			t.Fatal(err)
		}
		for _, finding := range plan.Findings {
			list = append(list, finding.Code)
		}
		return list
	}
	pool := testPool()
	op := UpdateWeights{testNow, testNow + 7*OneDay, resolve(t, pool, "WETH=40%,USDC=30%,WBTC=rest")}
	if got := codes(pool, op); got != nil {
		t.Errorf("a quiet change gives %v", got)
	}
	op.End = testNow + OneDay - 2*SendMargin
	if got := codes(pool, op); !slices.Equal(got, []string{"weights.fast"}) {
		t.Errorf("a change within a day gives %v", got)
	}
	op.Start, op.End = testNow+12-SendMargin-1, testNow+2*OneDay
	if got := codes(pool, op); !slices.Equal(got, []string{"weights.late"}) {
		t.Errorf("a plan that waited gives %v", got)
	}
	op.Start, op.End = testNow+60, testNow+60
	if got := codes(pool, op); !slices.Equal(got, []string{"weights.tight", "weights.jump"}) {
		t.Errorf("a jump gives %v", got)
	}
	op.Start, op.End = testNow, testNow+7*OneDay
	pool.Weights, pool.Tokens[0].EndWeight = Ramp{testNow, testNow + 500}, units.FixedFrom(1)
	pool.Pool.SwapEnabled = false
	if got := codes(pool, op); !slices.Equal(got, []string{"weights.replaces", "swaps.disabled"}) {
		t.Errorf("a running change with swaps off gives %v", got)
	}
}

func TestWeightsUpdateAdvisesOfBreakers(t *testing.T) {
	pool := testPool()
	pool.Tokens[0].Cash = units.Amount{Raw: *uint256.NewInt(1_000_000_000), Decimals: 18} // a BPT price of one half
	pool.Tokens[0].Breaker = &Breaker{BptPrice: units.FixedFrom(5e17), ReferenceWeight: units.FixedFrom(5e17), LowerBound: units.FixedFrom(9e17), UpperBound: units.FixedFrom(11e17)}
	for to, want := range map[string]string{"WETH=20%,USDC=60%": "below", "WETH=70%,USDC=10%": "above", "WETH=50%,USDC=29%": ""} {
		op := UpdateWeights{testNow, testNow + 7*OneDay, resolve(t, pool, to+",WBTC=rest")}
		plan, err := op.Plan(pool, testNow+12)
		if err != nil {
			t.Fatal(err)
		}
		if want == "" && len(plan.Findings) == 0 {
			continue
		}
		if len(plan.Findings) != 1 || plan.Findings[0].Code != "breaker.trips" || !strings.Contains(plan.Findings[0].Summary, want) {
			t.Errorf("%s: %+v, want %q", to, plan.Findings, want)
		}
	}
}

func TestWeightsUpdateNothingToDo(t *testing.T) {
	pool := testPool()
	plan, err := UpdateWeights{testNow, testNow + 86400, resolve(t, pool, "WETH=50%,USDC=30%,WBTC=rest")}.Plan(pool, testNow+12)
	if err != nil || len(plan.After) != 0 || plan.Refused() {
		t.Errorf("got %+v, %v; want no call and no refusal", plan, err)
	}
}

func TestPlanFileRoundTrips(t *testing.T) {
	pool := testPool()
	pool.Tokens[1].Breaker = &Breaker{BptPrice: units.FixedFrom(5e18), ReferenceWeight: units.FixedFrom(1e17), LowerBound: units.FixedFrom(8e17), LowerRatio: 77}
	op := UpdateWeights{testNow, testNow + 60, resolve(t, pool, "WETH=40%,USDC=30%,WBTC=rest")}
	plan, err := op.Plan(pool, testNow+12)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(plan)
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadPlan(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(back)
	if err != nil || !bytes.Equal(text, again) {
		t.Errorf("%v\n%s\ncame back as\n%s", err, text, again)
	}
	if reasons := back.Stale(plan); len(reasons) != 0 {
		t.Errorf("the same plan is stale: %v", reasons)
	}
	later, err := op.Plan(pool, testNow+40)
	if err != nil {
		t.Fatal(err)
	}
	if reasons := back.Stale(later); len(reasons) != 0 {
		t.Errorf("a later block makes it stale: %v", reasons)
	}
	pool.Pool.SwapEnabled = false
	if later, err = op.Plan(pool, testNow+40); err != nil || len(back.Stale(later)) != 1 {
		t.Errorf("a new warning does not make it stale: %v, %v", back.Stale(later), err)
	}
}

// While the weights move, their sum stays within one wei per token of one. A snapshot never shares
// memory with the one that it was made from.
func TestAtLeavesTheOriginalAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pool := testPool()
		pool.Weights = Ramp{testNow, testNow + units.Time(rapid.IntRange(1, 1_000_000).Draw(t, "length"))}
		pool.Tokens[0].EndWeight, pool.Tokens[1].EndWeight = units.FixedFrom(3e17), units.FixedFrom(5e17)
		pool.Tokens[2].Breaker = &Breaker{BptPrice: units.FixedFrom(1e18), ReferenceWeight: units.FixedFrom(1e17), LowerBound: units.FixedFrom(8e17)}
		kept := pool.Clone()
		later, err := pool.At(testNow + units.Time(rapid.IntRange(0, 1_100_000).Draw(t, "at")))
		if err != nil {
			t.Fatal(err)
		}
		if changes := Diff(pool, kept); len(changes) != 0 || pool.Tokens[2].Breaker.LowerBptPrice != (units.Fixed{}) {
			t.Fatalf("the original changed: %v", changes)
		}
		var sum uint256.Int
		for _, token := range later.Tokens {
			sum.Add(&sum, token.Weight.Int())
		}
		least := new(uint256.Int).SubUint64(units.FixedOne().Int(), 3)
		most := new(uint256.Int).AddUint64(units.FixedOne().Int(), 3)
		if sum.Lt(least) || sum.Gt(most) {
			t.Fatalf("the weights sum to %s", units.Fixed(sum).Percent())
		}
	})
}
