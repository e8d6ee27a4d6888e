package main

import (
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/arbcost"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/policy"
	"mpool/internal/text"
	"mpool/internal/units"
	"mpool/internal/weightcost"
)

func TestPriceSentences(t *testing.T) {
	half, tenth := units.FixedFrom(5e17), units.FixedFrom(1e17)
	jump := weightcost.Move{From: []units.Fixed{half, half}, To: []units.Fixed{units.FixedFrom(9e17), tenth}}
	slow := jump
	slow.Length = 1200
	still := weightcost.Move{From: jump.From, To: jump.From}
	small, none := units.FixedFrom(1e15), units.Fixed{}
	for _, c := range []struct {
		name    string
		move    weightcost.Move
		most    *units.Fixed
		noSwaps bool
		want    string
	}{
		{"a jump", jump, nil, false, "arbitrage cost: 30.7928% of TVL (one arbitrage trade, because the weights change at once)\n"},
		{"a hundred steps", slow, &small, false, "arbitrage cost: at least 0.4376% of TVL (arbitrage every 12 seconds, 100 times, no gas fee); if done at once: 30.7928%\n  gas: its effect is unknown (the gas fee is unknown); gas sets a minimum cost that no duration reduces\n"},
		{"for nothing", slow, &none, false, "no duration keeps the cost below 0%"},
		{"no move", still, nil, false, "arbitrage cost: none (no weight moves)"},
		{"no swaps", slow, nil, true, "arbitrage cost: 30.7928% of TVL (one arbitrage trade, when swaps are enabled later)\n  no duration keeps the cost below 0.01%, mpool's reference value\n"},
	} {
		plan := &ops.Plan{Moves: &c.move, Predicted: &ops.Snapshot{Pool: ops.Pool{SwapEnabled: !c.noSwaps}}}
		v, err := arbcost.Of(plan.Predicted, plan, policy.Policies{Interval: 12, Warn: policy.Limits{MaxArbitrageCost: c.most}})
		if err != nil {
			t.Fatal(err)
		}
		p := &text.Page{}
		v.Text(p)
		if !strings.Contains(p.String(), c.want) || strings.Contains(p.String(), "if the change takes") { // all durations are below a day
			t.Errorf("%s:\n%swant\n%s", c.name, p, c.want)
		}
	}
}

// gasPriced returns the arbitrage estimate for a pool of ten million: WETH at 2000, and gas for a
// trade.
func gasPriced(t *testing.T, length units.Time, most string, gwei uint64) *arbcost.Cost {
	t.Helper()
	half := fixed(t, "500000000000000000")
	pool := &ops.Snapshot{Pool: ops.Pool{SwapEnabled: true}, Tokens: []ops.Token{
		{Address: address(1), Symbol: "WETH", Decimals: 18, Cash: amount("2500000000000000000000", 18), StartWeight: half, EndWeight: half, Weight: half},
		{Address: address(2), Symbol: "USDC", Decimals: 6, Cash: amount("5000000000000", 6), StartWeight: half, EndWeight: half, Weight: half},
	}}
	move := weightcost.Move{From: []units.Fixed{half, half}, To: []units.Fixed{fixed(t, "800000000000000000"), fixed(t, "200000000000000000")}, Length: length}
	price, limit := units.Wei(*uint256.NewInt(gwei * 1e9)), fixed(t, most)
	trade := ops.TradeCost{Gas: ops.TradeGas, GasPrice: &price, Wrapped: address(1)}
	v, err := arbcost.Of(pool, &ops.Plan{Moves: &move, Predicted: pool}, policy.Policies{Interval: 12, Trade: trade, Warn: policy.Limits{MaxArbitrageCost: &limit}})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// No duration is named that mpool calls fast (weights.fast). If gas costs more than the cap, it offers no duration.
func TestPriceWithGas(t *testing.T) {
	for _, c := range []struct {
		most string
		gwei uint64
		want string
	}{
		{"1000000000000000", 20, "arbitrage cost: about 0.0343% of TVL, 1.7147 WETH (formula with gas fee and no swap fee); if done at once: 17.5308%\n" +
			"  gas sets this cost: arbitrage waits until a trade pays for its gas, so at constant prices a longer duration does not reduce the cost\n  gas: at a gas price of 20 gwei an arbitrage trade costs 0.00284 WETH; TVL is 5,000 WETH\n"},
		{"300000000000000", 20, "  no duration keeps the cost below 0.03%, the limit warn.max_arbitrage_cost: gas alone costs more; a gas price below 15.3058 gwei would, or a smaller weight change\n"},
		{"300000000000000", 15, "arbitrage cost: about 0.0"},
	} {
		v := gasPriced(t, 7*86400, c.most, c.gwei)
		p := &text.Page{}
		v.Text(p)
		if !strings.Contains(p.String(), c.want) || strings.Contains(p.String(), "if the change takes") { // all durations are below a day
			t.Errorf("%s:\n%swant\n%s", c.most, p, c.want)
		}
		if promised := v.Cap.Duration != nil; promised && v.Gas.Share.Int().Gt(v.Cap.Cost.Int()) {
			t.Errorf("a duration is promised that does not keep: %+v", v)
		}
	}
	if v := gasPriced(t, 0, "1000000000000", 20); v.Cap.Duration != nil || v.Cap.GasPrice == nil {
		t.Errorf("a jump's hint: %+v", v.Cap)
	}
}

// If a trade costs more than arbitrage can earn, the figure is an upper bound and not an estimate.
func TestPriceBelowOneTrade(t *testing.T) {
	v := gasPriced(t, 7*86400, "1000000000000000", 200_000_000)
	p := &text.Page{}
	v.Text(p)
	if !v.Gas.AtMost || !strings.Contains(p.String(), " at most ") || strings.Contains(p.String(), "about ") {
		t.Errorf("%+v\n%s", v.Gas, p)
	}
	if v := gasPriced(t, 7*86400, "1000000000000000", 20); v.Gas.AtMost {
		t.Errorf("%+v", v.Gas)
	}
}

func TestReasons(t *testing.T) {
	var reason planner.ReasonText
	if err := reason.Set(" why\x1b[31m\nnot\u202e "); err != nil || reason != "why not" {
		t.Errorf("%q, %v", reason, err)
	}
	for _, bad := range []string{"", " \t", "\x1b[31m", strings.Repeat("x", planview.LongestReason+1)} {
		if err := new(planner.ReasonText).Set(bad); err == nil {
			t.Errorf("%q is taken for a reason", bad)
		}
	}
}
