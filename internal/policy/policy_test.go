package policy

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"mpool/internal/ops/tokenset/tokentest"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
	"mpool/internal/planfile"
	"mpool/internal/units"
	"mpool/internal/weightcost"
)

func limit(t *testing.T, text string) *units.Fixed {
	t.Helper()
	value, err := units.ParsePercent(text)
	if err != nil {
		t.Fatal(err)
	}
	return &value
}

func span(days units.Time) *units.Time {
	days *= ops.OneDay
	return &days
}

// checked lists the severities and codes of a plan's findings.
func checked(t *testing.T, p Policies, pool *ops.Snapshot, plan *ops.Plan) (list []string) {
	t.Helper()
	p.Interval = 12
	found, err := p.Check(pool, plan)
	if err != nil {
		t.Fatal(err)
	}
	for _, finding := range found {
		list = append(list, string(finding.Severity)+" "+strings.TrimPrefix(finding.Code, "policy."))
	}
	return list
}

// From 50 to 15 % in seven days: five points a day, and 0.0005 % of the pool.
func TestPoliciesOnWeights(t *testing.T) {
	pool := opstest.ThreeTokens()
	op := ops.UpdateWeights{Start: opstest.Now, End: opstest.Now + 7*ops.OneDay, Weights: resolve(t, pool, "WETH=15%,USDC=65%,WBTC=rest")}
	plan := opstest.PlanAt(t, op, pool, opstest.Now+12)
	for _, c := range []struct {
		name   string
		limits Limits
		want   string
	}{
		{"none", Limits{}, ""},
		{"seven days are seven days", Limits{MinDuration: span(7)}, ""},
		{"eight are more", Limits{MinDuration: span(8)}, "min_duration"},
		{"five points", Limits{MaxWeightChangePerDay: limit(t, "5%")}, ""},
		{"less than five", Limits{MaxWeightChangePerDay: limit(t, "4.99%")}, "max_weight_change_per_day"},
		{"dear enough", Limits{MaxArbitrageCost: limit(t, "0.001%")}, ""},
		{"too dear", Limits{MaxArbitrageCost: limit(t, "0.0001%")}, "max_arbitrage_cost"},
		{"no fee moves", Limits{MaxSwapFeeDropPerDay: limit(t, "0%")}, ""},
	} {
		for severity, policies := range map[string]Policies{"warn": {Warn: c.limits}, "refuse": {Refuse: c.limits}, "refuse ": {Refuse: c.limits, Warn: c.limits}} {
			var want []string
			if c.want != "" {
				want = []string{strings.TrimSpace(severity) + " " + c.want}
			}
			if got := checked(t, policies, pool, plan); !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", c.name, got, want)
			}
		}
	}
}

func TestPoliciesOnAJump(t *testing.T) {
	pool := opstest.ThreeTokens()
	plan := opstest.PlanAt(t, ops.UpdateWeights{Start: opstest.Now + 600, End: opstest.Now + 600, Weights: resolve(t, pool, "WETH=45%,USDC=35%,WBTC=rest")}, pool, opstest.Now+12)
	limits := Limits{limit(t, "0.1%"), span(1), limit(t, "5%"), nil, nil, nil}
	if got := checked(t, Policies{Refuse: limits}, pool, plan); !slices.Equal(got, []string{"refuse max_arbitrage_cost", "refuse min_duration"}) {
		t.Errorf("a jump of five points: %v", got)
	}
	limits.MaxWeightChangePerDay = limit(t, "4%")
	both := []string{"max_weight_change_per_day", "max_arbitrage_cost"}
	got := checked(t, Policies{Refuse: limits, Overridden: both}, pool, plan)
	if !slices.Equal(got, []string{"warn max_arbitrage_cost", "refuse min_duration", "warn max_weight_change_per_day"}) {
		t.Errorf("two of three overridden: %v", got)
	}
	found, err := Policies{Refuse: limits, Overridden: both}.Check(pool, plan)
	plan.Findings = append(plan.Findings, found...)
	if names := Overrides(plan); err != nil || !slices.Equal(names, []string{"max_arbitrage_cost", "max_weight_change_per_day"}) {
		t.Errorf("%v, %v", names, err)
	}
	limits = Limits{MaxArbitrageCost: limit(t, "50%")}
	if got := checked(t, Policies{Refuse: limits, Overridden: []string{"max_arbitrage_cost"}}, pool, plan); got != nil {
		t.Errorf("a plan that is refused anyway: %v", got)
	}
	plan.Findings = nil
	if got := checked(t, Policies{Refuse: limits, Overridden: []string{"max_arbitrage_cost"}}, pool, plan); !slices.Equal(got, []string{"note override.unneeded"}) {
		t.Errorf("an override without a refusal: %v", got)
	}
}

// An operation that stops or slows a change is not refused for what it slows.
func TestPoliciesOnWhatSlowsDown(t *testing.T) {
	pool := opstest.Running(t)
	strict := Policies{Refuse: Limits{limit(t, "0%"), span(100), limit(t, "0%"), limit(t, "0%"), nil, nil}}
	longer, err := ops.ExtendWeights(pool, pool.Weights.End+1)
	if err != nil {
		t.Fatal(err)
	}
	if got := checked(t, strict, pool, opstest.PlanAt(t, longer, pool, opstest.Now+12)); got != nil {
		t.Errorf("an extension: %v", got)
	}
	stop := opstest.PlanAt(t, opstest.Frozen(t, pool, 600), pool, opstest.Now+12)
	if got := checked(t, strict, pool, stop); !slices.Equal(got, []string{"refuse max_arbitrage_cost", "refuse max_weight_change_per_day"}) {
		t.Errorf("a freeze: %v", got)
	}
	sane := Policies{Refuse: Limits{limit(t, "0.01%"), span(1), limit(t, "1%"), limit(t, "0%"), nil, nil}}
	if got := checked(t, sane, pool, stop); got != nil {
		t.Errorf("a freeze within ten minutes: %v", got)
	}
}

func TestPoliciesOnSwapFees(t *testing.T) {
	pool := opstest.ThreeTokens() // 0.3 %
	for _, c := range []struct {
		name       string
		start, end string // of the fee
		from, to   units.Time
		most       string
		over       bool
	}{
		{"at once", "0.1%", "0.1%", 12, 12, "0.2%", false},
		{"at once, too far", "0.1%", "0.1%", 12, 12, "0.19%", true},
		{"gradually", "0.3%", "0.1%", 12, 12 + 4*ops.OneDay, "0.05%", false},
		{"gradually, too far", "0.3%", "0.1%", 12, 12 + 2*ops.OneDay, "0.09%", true},
		{"some at once, the rest gradually", "0.2%", "0.1%", 12, 12 + 2*ops.OneDay, "0.14%", true},
		{"up and then down", "50%", "0.3%", 12, 12 + 7*ops.OneDay, "7.1%", false},
		{"up and then down, too far", "50%", "0.3%", 12, 12 + 7*ops.OneDay, "7%", true},
		{"up", "0.3%", "3%", 12, 12, "0%", false},
	} {
		now, err := pool.At(opstest.Now + 12)
		if err != nil {
			t.Fatal(err)
		}
		after := now.Clone()
		after.Fees.StartSwapFee, after.Fees.EndSwapFee = *limit(t, c.start), *limit(t, c.end)
		after.Fees.SwapFeeRamp = ops.Ramp{Start: opstest.Now + c.from, End: opstest.Now + c.to}
		if after, err = after.At(opstest.Now + 12); err != nil {
			t.Fatal(err)
		}
		plan := &ops.Plan{At: opstest.Now + 12, Predicted: after, Calls: []ops.Call{{}}}
		got := checked(t, Policies{Warn: Limits{MaxSwapFeeDropPerDay: limit(t, c.most)}}, pool, plan)
		if over := slices.Equal(got, []string{"warn max_swap_fee_drop_per_day"}); over != c.over || !over && got != nil {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// A finding states the plan's value. A plan does not become stale if this value changes in the next
// block.
func TestPoliciesSayHowFar(t *testing.T) {
	pool := opstest.ThreeTokens()
	plan := opstest.PlanAt(t, ops.UpdateWeights{Start: opstest.Now + 600, End: opstest.Now + 600, Weights: resolve(t, pool, "WETH=45%,USDC=35%,WBTC=rest")}, pool, opstest.Now+12)
	strict := Policies{Refuse: Limits{limit(t, "0.1%"), span(1), limit(t, "4%"), nil, nil, nil}, Overridden: []string{"max_arbitrage_cost"}}
	for _, test := range []struct {
		noOverride bool
		cost, hint string
	}{
		{false, "warn overridden: this would otherwise be refused; the cost is 0.652%", "use --duration 1d or longer; or use --override min_duration --reason TEXT"},
		{true, "refuse the override has no effect: overrides are not allowed here; the cost is 0.652%", "use --duration 1d or longer"},
	} {
		strict.NoOverride, plan.Findings = test.noOverride, nil
		found, err := strict.Check(pool, plan)
		if err != nil || len(found) != 3 {
			t.Fatal(found, err)
		}
		if got := string(found[0].Severity) + " " + found[0].Detail; got != test.cost {
			t.Errorf("%q, want %q", got, test.cost)
		}
		if found[1].Detail != "planned: 0 seconds" || found[1].Hint != test.hint || found[2].Detail != "planned: WETH by 5 points" {
			t.Errorf("%+v", found[1:])
		}
		plan.Findings = found
		later := *plan
		later.Findings = slices.Clone(found)
		later.Findings[0].Detail += "1"
		if stale := plan.Stale(&later); len(stale) != 0 {
			t.Errorf("stale: %v", stale)
		}
	}
}

// A token's weight appears or disappears at once. Once the token is added or removed, the rest of
// the operation moves no weight.
func TestPoliciesOnTokens(t *testing.T) {
	add, remove := tokentest.Addition(), tokenset.RemoveToken{Doors: tokentest.Addition().Doors, Token: opstest.Pool(50, 30, 20).Tokens[2].Address, AssetManager: opstest.Pool(50).Tokens[0].AssetManager}
	fair := remove
	fair.Burn = opstest.Amount(2e17, 18) // 20% of the supply
	for _, c := range []struct {
		op    ops.Watching
		limit string
		want  string
	}{
		{add, "10%", ""}, {add, "9.99%", "refuse max_weight_change_per_day"},
		{remove, "20%", "refuse max_arbitrage_cost"}, {remove, "19.99%", "refuse max_arbitrage_cost refuse max_weight_change_per_day"},
		{fair, "20%", ""}, {fair, "19.99%", "refuse max_weight_change_per_day"},
	} {
		pool := opstest.Watched(opstest.Pool(50, 30, 20), c.op, opstest.Amount(9e17, 6))
		plan := opstest.PlanAt(t, c.op, pool, pool.Block.Time+12)
		policies := Policies{Refuse: Limits{MaxWeightChangePerDay: limit(t, c.limit), MinDuration: span(9), MaxArbitrageCost: limit(t, "0%")}}
		if got := strings.Join(checked(t, policies, pool, plan), " "); got != c.want {
			t.Errorf("%s, limit %s: %q, want %q", c.op.Name(), c.limit, got, c.want)
		}
	}
	pool := opstest.Watched(opstest.Pool(50, 30, 20), add, opstest.Amount(9e6, 6))
	rest := opstest.PlanAt(t, add, opstest.PlanAt(t, add, pool, pool.Block.Time+12).After[2], pool.Block.Time+24) // the pool is shut and the token added
	if len(rest.Calls) == 0 || rest.Shifts != nil {
		t.Errorf("%d calls are left, and move %v", len(rest.Calls), rest.Shifts)
	}
}

// twoDollars is a pool worth ten million, half of it in the wrapped native token at 2000, and a gas
// price at which a trade costs five.
func twoDollars(t *testing.T) (*ops.Snapshot, ops.TradeCost) {
	t.Helper()
	pool := opstest.Pool(50, 50)
	pool.Tokens[0].Cash, pool.Tokens[1].Cash = opstest.Amount(5_000_000e6, 6), opstest.Amount(2_500e6, 6)
	price := units.Wei(*uint256.NewInt(uint64(5e18) / 2000 / ops.TradeGas))
	return pool, ops.TradeCost{Gas: ops.TradeGas, GasPrice: &price, Wrapped: pool.Tokens[1].Address}
}

func TestFloorInEachUnit(t *testing.T) {
	pool, known := twoDollars(t)
	change := weightcost.Move{From: []units.Fixed{*limit(t, "50%"), *limit(t, "50%")}, To: []units.Fixed{*limit(t, "80%"), *limit(t, "20%")}, Length: 7 * ops.OneDay}
	symbol := pool.Tokens[0].Address.Hex()
	for _, c := range []struct {
		name   string
		change func(*ops.TradeCost)
		amount float64 // in that unit
		share  float64
		why    string
	}{
		{"in the coin", func(*ops.TradeCost) {}, 3218.0 / 2000, 3218e-7, ""},
		{"its worth is said", func(k *ops.TradeCost) { k.Worth = units.Price{Value: *limit(t, "1000000000%"), Of: symbol} }, 3218, 3218e-7, ""},
		{"a tenth of it", func(k *ops.TradeCost) { k.Worth = units.Price{Value: *limit(t, "100000000%"), Of: symbol} }, 1017, 1017e-6, ""},
		{"a price beside the pool's own", func(k *ops.TradeCost) { k.CoinPrice = units.Price{Value: *limit(t, "400000%"), Of: symbol} }, 3218.0 / 2000, 3218e-7, ""},
		{"a price that counts", func(k *ops.TradeCost) {
			k.Insists, k.CoinPrice = true, units.Price{Value: *limit(t, "800000%"), Of: symbol}
		}, 6435, 6435e-7, ""},
		{"a price where the coin is not in it", func(k *ops.TradeCost) {
			k.Wrapped, k.CoinPrice = common.Address{}, units.Price{Value: *limit(t, "200000%"), Of: symbol}
		}, 3218, 3218e-7, ""},
		{"no price", func(k *ops.TradeCost) { k.Wrapped = common.Address{} }, 0, 0, "the pool does not hold the chain's native token and no price for it is given"},
		{"no price, and its worth", func(k *ops.TradeCost) {
			k.Wrapped, k.Worth = common.Address{}, units.Price{Value: *limit(t, "100%"), Of: symbol}
		}, 0, 0, "the pool does not hold the chain's native token and no price for it is given"},
		{"no gas price", func(k *ops.TradeCost) { k.GasPrice = nil }, 0, 0, "the gas fee is unknown"},
		{"another's token", func(k *ops.TradeCost) { k.Worth = units.Price{Value: *limit(t, "100%"), Of: "GOLD"} }, 0, 0, "the pool's value is given in a token that the pool does not have"},
	} {
		trade := known
		c.change(&trade)
		floor, why, err := trade.Floor(pool, change)
		if err != nil || why != c.why || (floor == nil) != (c.why != "") {
			t.Errorf("%s: %v, %q, %v", c.name, floor, why, err)
			continue
		}
		if floor == nil {
			continue
		}
		amount := inFloat(floor.Amount.Raw.ToBig()) / 1e6
		if math.Abs(amount/c.amount-1) > 1e-3 || math.Abs(opstest.Float(floor.Share)/c.share-1) > 1e-3 {
			t.Errorf("%s: %g, %g; want %g, %g", c.name, amount, opstest.Float(floor.Share), c.amount, c.share)
		}
	}
	tiny := known
	tiny.Worth = units.Price{Value: units.FixedFrom(1e15), Of: symbol}
	once, err := change.Cost(1)
	if floor, _, failed := tiny.Floor(pool, change); err != nil || failed != nil || floor.Share != once {
		t.Errorf("a pool that no trade pays for loses %v, at once %v", floor, once)
	}
}

// A policy checks the larger of the two costs. A gas price does not make a plan stale, but it can
// refuse one.
func TestPoliciesHoldTheLargerCost(t *testing.T) {
	pool, known := twoDollars(t)
	target := []ops.TokenWeight{{Token: pool.Tokens[0].Address, Weight: *limit(t, "80%")}, {Token: pool.Tokens[1].Address, Weight: *limit(t, "20%")}}
	plan := opstest.PlanAt(t, ops.UpdateWeights{Start: pool.Block.Time, End: pool.Block.Time + 7*ops.OneDay, Weights: target}, pool, pool.Block.Time+12)
	unknown, warned := Policies{Interval: 12}, Policies{Interval: 12, Trade: known}
	unknown.Warn.MaxArbitrageCost, warned.Warn.MaxArbitrageCost = limit(t, "0.0004%"), limit(t, "0.02%")
	refused := warned
	refused.Warn, refused.Refuse = Limits{}, Limits{MaxArbitrageCost: limit(t, "0.02%")}
	dear := warned
	dear.Refuse.MaxArbitrageCost = limit(t, "0.04%")
	for _, c := range []struct {
		name         string
		policies     Policies
		code, detail string
		hint         string
	}{
		{"not known", unknown, "warn policy.max_arbitrage_cost", "the cost is at least 0.0005%; the effect of gas fees is unknown", "use a longer --duration"},
		{"warned of", warned, "warn cost.gas", "the cost is about 0.0322% with gas fees, and 0.0005% without", "gas fees set this cost, so a longer duration does not reduce it: change the weights in smaller steps, or when gas is cheaper"},
		{"refused", refused, "refuse policy.max_arbitrage_cost", "the cost is about 0.0322% with gas fees, and 0.0005% without", "gas fees set this cost, so a longer duration does not reduce it: change the weights in smaller steps, or when gas is cheaper; or use --override max_arbitrage_cost --reason TEXT"},
	} {
		found, err := c.policies.Check(pool, plan)
		if err != nil || len(found) != 1 {
			t.Fatal(c.name, found, err)
		}
		f := found[0]
		if got := string(f.Severity) + " " + f.Code; got != c.code || f.Detail != c.detail || f.Hint != c.hint {
			t.Errorf("%s: %+v", c.name, f)
		}
	}
	later := *plan
	later.Findings, _ = warned.Check(pool, plan)
	if stale := plan.Stale(&later); len(later.Findings) != 1 || len(stale) != 0 {
		t.Errorf("gas is dearer: %v, %v", later.Findings, stale)
	}
	price := units.Wei(*uint256.NewInt(uint64(10e18) / 2000 / ops.TradeGas)) // twice the price
	dear.Trade.GasPrice = &price
	later.Findings, _ = dear.Check(pool, plan)
	if !later.Refused() {
		t.Errorf("gas is far dearer: %v", later.Findings)
	}
	jump := opstest.PlanAt(t, ops.UpdateWeights{Start: pool.Block.Time + 60, End: pool.Block.Time + 60, Weights: target}, pool, pool.Block.Time+12)
	if found, _ := warned.Check(pool, jump); len(found) != 1 || found[0].Code != "policy.max_arbitrage_cost" {
		t.Errorf("a jump is one trade: %v", found)
	}
}

// A plan file from before max_cost became max_arbitrage_cost is read, and its warning under the old
// name does not count as new.
func TestPlanWithOldPolicyName(t *testing.T) {
	plan := opstest.PlanAt(t, ops.SetSwaps{Enabled: false}, opstest.ThreeTokens(), opstest.Now+12)
	old, fresh := *plan, *plan
	old.Findings = []ops.Finding{{Severity: ops.Warn, Code: "policy.max_cost", Summary: "arbitrage cost exceeds the limit of 0.1% (warn.max_cost)", Detail: "it is 0.2%", Hint: "use --override max_cost"}}
	fresh.Findings = []ops.Finding{{Severity: ops.Warn, Code: "policy.max_arbitrage_cost", Summary: "arbitrage cost exceeds the limit of 0.1% (warn.max_arbitrage_cost)", Detail: "it is 0.3%", Hint: "use --override max_arbitrage_cost"}}
	text, err := json.Marshal(&old)
	if err != nil {
		t.Fatal(err)
	}
	read, err := planfile.Read(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if reasons := read.Stale(&fresh); len(reasons) > 0 {
		t.Errorf("stale: %v", reasons)
	}
	fresh.Findings[0].Summary = "arbitrage cost exceeds the limit of 0.05% (warn.max_arbitrage_cost)"
	if reasons := read.Stale(&fresh); len(reasons) != 1 {
		t.Errorf("another limit: %v", reasons)
	}
}
