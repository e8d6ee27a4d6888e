package trade

import (
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/units"
)

// limitedPool has 160 WETH and 240 USDC at equal prices, and 200 BPT.
func limitedPool(t *testing.T) *ops.Snapshot {
	t.Helper()
	s := opstest.Pool(40, 60)
	s.Pool.JoinExitEnabled, s.Pool.SwapEnabled, s.Pool.MustAllowlistLPs = true, true, false
	for i, symbol := range []string{"WETH", "USDC"} {
		s.Tokens[i].Symbol, s.Tokens[i].Breaker = named.Symbol(symbol), nil
		s.Tokens[i].Decimals, s.Tokens[i].Managed = 18, units.Amount{Decimals: 18}
		s.Tokens[i].Cash = whole([]uint64{160, 240}[i])
	}
	s.Supply = ops.Supply{Virtual: whole(200), Actual: whole(200)}
	s.Fees.AumFee, s.Fees.SwapFee, s.Fees.StartSwapFee, s.Fees.EndSwapFee = units.Fixed{}, units.FixedFrom(1e16), units.FixedFrom(1e16), units.FixedFrom(1e16)
	now, err := s.At(s.Block.Time)
	if err != nil {
		t.Fatal(err)
	}
	return now
}

func whole(n uint64) units.Amount {
	return units.Amount{Raw: *new(uint256.Int).Mul(uint256.NewInt(n), uint256.NewInt(1e18)), Decimals: 18}
}

// TestLimits checks that refusals with a limit name the amount, and that this amount works.
func TestLimits(t *testing.T) {
	s := limitedPool(t)
	weth, usdc := s.Tokens[0].Address, s.Tokens[1].Address
	s.Holdings = []ops.Holding{{Token: s.Pool.Address, Balance: whole(30), Decimals: 18}}
	amounts := func(n ...uint64) []TokenAmount { return []TokenAmount{{weth, whole(n[0])}, {usdc, whole(n[1])}} }
	for _, c := range []struct {
		name          string
		found         []ops.Finding
		code, is, try string
	}{
		{"swap in", Swap{In: weth, Out: usdc, Amount: whole(100)}.Refusals(s), "BAL#304", "30% of the pool's balance, 48 WETH", "use at most 48.4848 WETH now"},
		{"swap out", Swap{In: weth, Out: usdc, GivenOut: true, Amount: whole(100)}.Refusals(s), "BAL#305", "30% of the pool's balance, 72 USDC", "use at most 72 USDC now"},
		{"exit for one", Exit{Kind: ExitOneToken, Token: weth, Bpt: whole(100)}.refusals(s, make([]uint256.Int, 2)), "BAL#306", "by at most 30%", "use --bpt 100%"},
		{"exit of more than all", Exit{Kind: ExitExactTokens, Amounts: amounts(500, 0), Bpt: whole(1000)}.refusals(s, make([]uint256.Int, 2)), "BAL#001", "more than the pool has", "WETH now"},
		{"exit of more than the account has", Exit{Kind: ExitAllTokens, Bpt: whole(190)}.refusals(s, make([]uint256.Int, 2)), "BAL#434", "has 30 ", "use --bpt 100%"},
		{"exit of more than the supply", Exit{Kind: ExitAllTokens, Bpt: whole(100_000)}.refusals(s, make([]uint256.Int, 2)), "BAL#434", "has 30 ", "use --bpt 100%"},
		{"join with one", Join{Kind: JoinOneToken, Token: weth, Bpt: whole(1000)}.refusals(s, make([]uint256.Int, 2)), "BAL#307", "three times its size", "use at most 400 BPT now"},
		{"join below the minimum", Join{Kind: JoinExactTokens, Amounts: amounts(16, 24), Bpt: whole(21)}.refusals(s, make([]uint256.Int, 2)), "BAL#208", ": 19.99", "use a larger --slippage"},
		{"exit above the maximum", Exit{Kind: ExitExactTokens, Amounts: amounts(16, 24), Bpt: whole(19)}.refusals(s, make([]uint256.Int, 2)), "BAL#207", " BPT instead of 19", "use a larger --slippage"},
	} {
		if len(c.found) != 1 || c.found[0].Code != c.code || !strings.Contains(c.found[0].Summary, c.is) || !strings.Contains(c.found[0].Hint, c.try) {
			t.Errorf("%s: %+v", c.name, c.found)
		}
	}
}

// TestLimitOfBreaker checks that the refusal names the token that trips, its bound, and an amount
// that works. A little more trips.
func TestLimitOfBreaker(t *testing.T) {
	s := limitedPool(t)
	set, err := ops.BreakerBounds{Token: s.Tokens[1].Address, BptPrice: units.FixedFrom(5e17), Upper: units.FixedFrom(11e17)}.Breaker(s.Tokens[1].Weight, 18)
	if err != nil {
		t.Fatal(err)
	}
	s.Tokens[1].Breaker = set
	s, err = s.At(s.Block.Time)
	if err != nil {
		t.Fatal(err)
	}
	op := Swap{In: s.Tokens[0].Address, Out: s.Tokens[1].Address, Amount: whole(40)}
	found := op.Refusals(s)
	if len(found) != 1 || found[0].Code != "BAL#356" || !strings.Contains(found[0].Summary, "USDC would be above its upper bound of about 0.5") {
		t.Fatalf("%+v", found)
	}
	most := op.attempt(s).largest(s)
	if op.Amount.Raw = most; len(op.Refusals(s)) != 0 || most.IsZero() {
		t.Errorf("%s is refused: %+v", op.Amount, op.Refusals(s))
	}
	op.Amount.Raw = *new(uint256.Int).Add(&most, uint256.NewInt(1e9))
	if len(op.Refusals(s)) == 0 {
		t.Error("more works")
	}
	if left := (Exit{Kind: ExitExactTokens, Amounts: []TokenAmount{{s.Tokens[0].Address, whole(1)}, {s.Tokens[1].Address, whole(60)}}, Bpt: whole(200)}).refusals(s, make([]uint256.Int, 2)); len(left) != 1 || !strings.Contains(left[0].Hint, "% of these amounts now") {
		t.Errorf("%+v", left)
	}
}

// TestLimitOfAnother checks that a hint names the rule that sets its amount, if the refusal is by
// another rule, and that it does not contradict itself if no amount works.
func TestLimitOfAnother(t *testing.T) {
	s := limitedPool(t)
	set, err := ops.BreakerBounds{Token: s.Tokens[1].Address, BptPrice: units.FixedFrom(5e17), Upper: units.FixedFrom(11e17)}.Breaker(s.Tokens[1].Weight, 18)
	if err != nil {
		t.Fatal(err)
	}
	s.Tokens[1].Breaker = set
	if s, err = s.At(s.Block.Time); err != nil {
		t.Fatal(err)
	}
	op := Swap{In: s.Tokens[0].Address, Out: s.Tokens[1].Address, Amount: whole(60)}
	if found := op.Refusals(s); len(found) != 1 || found[0].Code != "BAL#304" || !strings.Contains(found[0].Hint, " WETH now; more would trip a circuit breaker: USDC would be above its upper bound of about 0.5") {
		t.Errorf("%+v", found)
	}
	set, err = ops.BreakerBounds{Token: s.Tokens[1].Address, BptPrice: units.FixedFrom(3e17), Upper: units.FixedFrom(11e17)}.Breaker(s.Tokens[1].Weight, 18)
	if err != nil {
		t.Fatal(err)
	}
	s.Tokens[1].Breaker, op.Amount = set, whole(1)
	if s, err = s.At(s.Block.Time); err != nil {
		t.Fatal(err)
	}
	if found := op.Refusals(s); len(found) != 1 || found[0].Hint != "no amount works now; mpool breakers show lists the bounds" {
		t.Errorf("%+v", found)
	}
}

// TestRounded checks that large limits have thousands.
func TestRounded(t *testing.T) {
	if got := rounded(units.Amount{Raw: *uint256.NewInt(111_111_111_111), Decimals: 6}); got != "111,111" {
		t.Error(got)
	}
}
