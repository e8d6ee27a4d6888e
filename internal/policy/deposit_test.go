package policy

import (
	"slices"
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

// A deposit that is far off is refused like a weight change with the same cost.
func TestPoliciesOnDeposits(t *testing.T) {
	limits := Limits{MaxArbitrageCost: limit(t, "0.5%")}
	pool := opstest.Pool(50, 30, 20)
	for deposit, want := range map[uint64][]string{1e6: {"refuse max_arbitrage_cost"}, 11_111_111_111: nil} {
		plan := priced(t, deposit, oneForOne())
		if got := checked(t, Policies{Refuse: limits}, pool, plan); !slices.Equal(got, want) {
			t.Errorf("%d: %v, want %v", deposit, got, want)
		}
	}
	if got := checked(t, Policies{Refuse: limits}, pool, priced(t, 1e6, tokenset.TokenPrice{})); got != nil {
		t.Errorf("without a price: %v", got)
	}
	if found, _ := (Policies{Refuse: limits, BuiltIn: true}).Check(pool, priced(t, 1e6, oneForOne())); len(found) != 1 || !strings.Contains(found[0].Detail, "built-in default") || !strings.Contains(found[0].Hint, "omit --amount: mpool computes the deposit from --price") {
		t.Errorf("mpool's own limit: %+v", found)
	}
}

// While swaps are disabled, a change costs as much as at once, however slow it is.
func TestPoliciesWhileSwapsAreDisabled(t *testing.T) {
	pool := opstest.ThreeTokens()
	slow := ops.UpdateWeights{Start: opstest.Now, End: opstest.Now + 7*ops.OneDay, Weights: resolve(t, pool, "WETH=45%,USDC=35%,WBTC=rest")}
	policies := Policies{Refuse: Limits{MaxArbitrageCost: limit(t, "0.1%")}}
	if got := checked(t, policies, pool, opstest.PlanAt(t, slow, pool, opstest.Now+12)); got != nil {
		t.Errorf("with swaps: %v", got)
	}
	pool.Pool.SwapEnabled = false
	plan := opstest.PlanAt(t, slow, pool, opstest.Now+12)
	if got := checked(t, policies, pool, plan); !slices.Equal(got, []string{"refuse max_arbitrage_cost"}) {
		t.Errorf("without swaps: %v", got)
	}
	if found, _ := policies.Check(pool, plan); !strings.Contains(found[0].Hint, "mpool swaps enable") {
		t.Errorf("the hint is %q", found[0].Hint)
	}
}

// The LPs' loss by a mint counts as a cost; their gain does not.
func TestLossByAMintIsACost(t *testing.T) {
	exactly := func(bpt uint64) func(tokenset.AddToken, *ops.Snapshot) units.Amount {
		return func(tokenset.AddToken, *ops.Snapshot) units.Amount {
			return units.Amount{Raw: *new(uint256.Int).Mul(uint256.NewInt(bpt), uint256.NewInt(1e18)), Decimals: 18}
		}
	}
	for _, c := range []struct {
		name    string
		deposit uint64
		mint    func(tokenset.AddToken, *ops.Snapshot) units.Amount
		says    string
		refused string
	}{
		{"fair", 11_111, fairMint, "", ""},
		{"fair for less than neutral", 10_000, fairMint, "lose 0.0486%", ""},
		{"too much", 11_111, exactly(1000), "lose 44.4", "the loss of LPs by the mint exceeds the limit of 0.5% (refuse.max_arbitrage_cost)"},
		{"a little too much", 11_111, exactly(112), "lose 0.08", ""},
		{"too little", 11_111, exactly(50), "gain 5.8", ""},
	} {
		op, pool := fairCase(c.deposit, c.mint)
		plan := opstest.PlanAt(t, op, pool, pool.Block.Time+12)
		if plan.Refused() {
			t.Fatalf("%s: %+v", c.name, plan.Findings)
		}
		if got := said(plan.Findings, "mint.holders"); (got == "") != (c.says == "") || !strings.Contains(got, c.says) {
			t.Errorf("%s: %q, want %q", c.name, got, c.says)
		}
		found, err := Policies{Refuse: Limits{MaxArbitrageCost: limit(t, "0.5%")}}.Check(pool, plan)
		if got := said(found, "policy.max_arbitrage_cost"); err != nil || got != c.refused {
			t.Errorf("%s: %q, want %q; %v", c.name, got, c.refused, err)
		}
	}
}
