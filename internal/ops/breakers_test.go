package ops

import (
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

func bounds(t *testing.T, pool *Snapshot, lower, upper string, names ...string) SetBreakers {
	t.Helper()
	tokens, err := pool.FindTokens(names)
	if err != nil {
		t.Fatal(err)
	}
	low, err := units.ParseBound(lower)
	if err != nil {
		t.Fatal(err)
	}
	high, err := units.ParseBound(upper)
	if err != nil {
		t.Fatal(err)
	}
	return pool.PriceBounds(tokens, low, high)
}

func TestBreakersRefuse(t *testing.T) {
	for _, c := range []struct {
		lower, upper string
		codes        []string
	}{
		{"0.1", "10", nil},
		{"80%", "150%", nil},
		{"none", "none", nil},
		{"1", "none", nil},
		{"0.0999999999999999", "2", []string{"BAL#355"}},
		{"1.0000000000000001", "none", []string{"BAL#355"}},
		{"none", "10.0000000000000001", []string{"BAL#355"}},
		{"0.9", "0.8", []string{"BAL#355"}},
		{"none", "1", []string{"breaker.trips"}},
		{"0.8", "0.9", []string{"breaker.trips"}},
	} {
		pool := testPool()
		plan := planned(t, bounds(t, pool, c.lower, c.upper, "WBTC"), pool)
		if got := findingCodes(plan); plan.Refused() != (c.codes != nil) || c.codes != nil && !slices.Equal(got, c.codes) {
			t.Errorf("%s to %s: findings %v, want %v", c.lower, c.upper, got, c.codes)
		}
	}
}

func TestBreakersRefuseTokens(t *testing.T) {
	pool := testPool()
	strange := SetBreakers{[]BreakerBounds{
		{common.HexToAddress("0x99"), units.FixedFrom(1), units.FixedFrom(8e17), units.Fixed{}},
		{pool.Tokens[0].Address, units.FixedFrom(1), units.FixedFrom(8e10), units.Fixed{}},
		{pool.Tokens[1].Address, units.Fixed(*new(uint256.Int).Lsh(uint256.NewInt(1), 200)), units.FixedFrom(8e17), units.Fixed{}},
	}}
	plan := planned(t, strange, pool)
	if got := findingCodes(plan); !slices.Equal(got, []string{"BAL#309", "BAL#355", "BAL#005"}) && !slices.Equal(got, []string{"BAL#309", "BAL#355", "BAL#436"}) {
		t.Errorf("findings %v", got)
	}
	pool.Tokens[0].Cash.Raw.Clear()
	if got := findingCodes(planned(t, bounds(t, pool, "0.8", "none", "WETH"), pool)); !slices.Equal(got, []string{"breaker.price"}) {
		t.Errorf("without a balance: findings %v", got)
	}
	moved := testPool()
	op := bounds(t, moved, "0.8", "1.5", "WETH")
	moved.Tokens[0].Cash.Raw = *uint256.NewInt(2_000_000)
	if got := findingCodes(planned(t, op, moved)); !slices.Equal(got, []string{"breaker.trips"}) {
		t.Errorf("with half the price: findings %v", got)
	}
}

func TestBreakersAreStored(t *testing.T) {
	pool := testPool()
	pool.Tokens[0].Breaker = &Breaker{BptPrice: units.FixedFrom(5e17), ReferenceWeight: units.FixedFrom(5e17), UpperBound: units.FixedFrom(2e18)}
	plan := planned(t, bounds(t, pool, "0.8", "none", "USDC", "WETH"), pool)
	if got, want := findingCodes(plan), []string{"breaker.bounds", "breaker.bounds", "breaker.lost"}; !slices.Equal(got, want) {
		t.Fatalf("findings %v, want %v", got, want)
	}
	b := plan.Predicted.Tokens[0].Breaker
	if b.LowerBound.String() != "0.799951883811684352" || !b.UpperBound.Int().IsZero() || b.ReferenceWeight != pool.Tokens[0].Weight || b.LowerRatio == 0 {
		t.Errorf("%+v", b)
	}
	// 0.8 ^ (1 - 0.5) is 0.8944.
	if said := plan.Findings[1].Summary; !strings.Contains(said, "WETH trips below 89.44% of the BPT price") || !strings.Contains(said, "at a market price of 79.99% of the current price; no upper bound") {
		t.Error(said)
	}
	if said := plan.Findings[2].Summary; !strings.Contains(said, "WETH loses its upper bound of 200%") {
		t.Error(said)
	}
	if len(plan.Moments) != 0 {
		t.Errorf("moments %v of a pool at rest", plan.Moments)
	}
}

// While weights move, the end of the change is checked too.
func TestBreakersWhileWeightsMove(t *testing.T) {
	pool := testPool()
	pool.Weights, pool.Tokens[0].EndWeight, pool.Tokens[1].EndWeight = Ramp{testNow, testNow + 1000}, units.FixedFrom(3e17), units.FixedFrom(5e17)
	plan := planned(t, bounds(t, pool, "0.9", "1.1", "WETH"), pool)
	if got := findingCodes(plan); !slices.Equal(got, []string{"breaker.bounds", "breaker.trips"}) || plan.Refused() {
		t.Errorf("findings %v", got)
	}
	if !slices.Equal(plan.Moments, []units.Time{testNow + 1000}) {
		t.Errorf("moments %v", plan.Moments)
	}
}

func TestBreakersClear(t *testing.T) {
	pool := stagedPool()
	pool.Tokens[0].Breaker = &Breaker{BptPrice: units.FixedFrom(1e18), ReferenceWeight: units.FixedFrom(5e17)} // was cleared before
	if got := pool.Bounded(); len(got) != 1 || got[0].Symbol != "USDC" {
		t.Errorf("bounded are %v", got)
	}
	plan := planned(t, ClearBreakersOf(pool.Bounded()), pool)
	if b := plan.Predicted.Tokens[1].Breaker; len(plan.Calls) != 1 || b == nil || *b != (Breaker{ReferenceWeight: pool.Tokens[1].Weight}) {
		t.Errorf("%+v", plan.Predicted.Tokens[1].Breaker)
	}
	if plan := planned(t, ClearBreakersOf(pool.AllTokens()[2:]), pool); len(plan.Calls) != 0 {
		t.Errorf("a token without a breaker is cleared: %+v", plan.Calls)
	}
	if plan := planned(t, ClearBreakers{[]common.Address{{9}}}, pool); findingCodes(plan)[0] != "BAL#309" {
		t.Errorf("findings %v", findingCodes(plan))
	}
}

func TestParseBound(t *testing.T) {
	for text, want := range map[string]string{"0.8": "0.8", "80%": "0.8", "1.5": "1.5", "10": "10", "none": "0", "0": "0", "0.799951883811684352": "0.799951883811684352"} {
		if got, err := units.ParseBound(text); err != nil || got.String() != want {
			t.Errorf("%q is %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "%", "x", "-0.8", "+1", "1e3", ".8", "0.8 ", "None", "0.1234567890123456789"} {
		if got, err := units.ParseBound(text); err == nil {
			t.Errorf("%q is %s", text, got)
		}
	}
}

// A missing bound is not shown as 0%, and a missing price not as 0.
func TestArgumentsOfNoBound(t *testing.T) {
	pool := testPool()
	token := pool.Tokens[0]
	none := BreakerBounds{Token: token.Address}.args(pool)
	some := BreakerBounds{Token: token.Address, BptPrice: units.FixedFrom(2e18), Lower: units.FixedFrom(8e17)}.args(pool)
	for i, want := range []string{"0 (none)", "0 (none)", "0 (none)"} {
		if got := none[i+1].Value; got != want {
			t.Errorf("%s is %q, want %q", none[i+1].Name, got, want)
		}
	}
	if some[2].Value != "800000000000000000 (80%)" || some[3].Value != "0 (none)" || some[1].Value == "0 (none)" {
		t.Errorf("%+v", some)
	}
}
